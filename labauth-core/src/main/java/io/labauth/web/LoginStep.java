package io.labauth.web;

import io.labauth.LabAuthException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the application does next for this browser. Immutable.
 *
 * <p>Whatever it is, each of the {@link #cookies()} is sent as a {@code Set-Cookie} header, and the answer is not cached.
 *
 * @param <U> the signed-in user, as the provider gives it
 */
public sealed interface LoginStep<U> {
    /**
     * The values of the answer's {@code Set-Cookie} headers.
     *
     * @return complete values, for instance {@code __Host-labauth-flow-2=…; Path=/; Secure; HttpOnly; SameSite=Lax}; may be empty
     */
    List<String> cookies();

    /**
     * Send the browser on: 303 to the location. Nobody is signed in by it.
     *
     * @param location the service's sign-in page; or a page of the application, when this callback has signed the person in before
     * @param cookies see {@link LoginStep#cookies()}
     * @param <U> the signed-in user
     */
    record Redirect<U>(URI location, List<String> cookies) implements LoginStep<U> {
        /**
         * Copies the list.
         *
         * @param location where to
         * @param cookies see {@link LoginStep#cookies()}
         */
        public Redirect {
            cookies = List.copyOf(cookies);
        }

        @Override
        public String toString() {
            return "Redirect[]";
        }
    }

    /**
     * Sign this person in: give the browser a new session id, keep the person in the session, then 303 to the location.
     *
     * @param user who signed in, as the service itself names them
     * @param location the page that the person wanted; always one of the application
     * @param cookies see {@link LoginStep#cookies()}
     * @param <U> the signed-in user
     */
    record SignedIn<U>(U user, URI location, List<String> cookies) implements LoginStep<U> {
        /**
         * Copies the list.
         *
         * @param user who
         * @param location where to
         * @param cookies see {@link LoginStep#cookies()}
         */
        public SignedIn {
            cookies = List.copyOf(cookies);
        }

        @Override
        public String toString() {
            return "SignedIn[]";
        }
    }

    /**
     * Show a page with the reason and a way to start again. Nobody is signed in by it, and who was signed in remains so.
     *
     * @param reason why, with the HTTP status
     * @param service the service's name, for the words
     * @param failure the failure behind it, for the log; empty where the callback alone was at fault
     * @param startAgain the application's page that begins a login, with the page that the person wanted where that is known
     * @param cookies see {@link LoginStep#cookies()}
     * @param <U> the signed-in user
     */
    record Refused<U>(
            Refusal reason, String service, Optional<LabAuthException> failure, URI startAgain, List<String> cookies)
            implements LoginStep<U> {
        /**
         * Copies the list.
         *
         * @param reason why
         * @param service the service's name
         * @param failure the failure behind it
         * @param startAgain the page that begins a login
         * @param cookies see {@link LoginStep#cookies()}
         */
        public Refused {
            cookies = List.copyOf(cookies);
        }

        /**
         * What happened, as a heading for the person.
         *
         * @return plain text, to be escaped as any other
         */
        public String title() {
            return reason.title(service);
        }

        /**
         * What happened, in a sentence or two.
         *
         * @return plain text
         */
        public String explanation() {
            return reason.explanation(service);
        }

        /**
         * What to do next.
         *
         * @return plain text
         */
        public String advice() {
            return reason.advice(service);
        }

        @Override
        public String toString() {
            return "Refused[" + reason + "]";
        }
    }
}

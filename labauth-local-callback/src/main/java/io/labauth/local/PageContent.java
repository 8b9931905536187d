package io.labauth.local;

/**
 * What a page of the listener says. It never holds a code, a key, a token or anything of a request; as text, not escaped.
 *
 * @param kind what happened
 * @param application the program's name as given by {@link LocalLogin#applicationName}; empty if none was given
 * @param service the service's name, for instance {@code LabArchives}
 * @param title what happened, in a few words
 * @param message what happened and what to do next, in a sentence or two
 */
public record PageContent(Kind kind, String application, String service, String title, String message) {
    /** What happened. */
    public enum Kind {
        /** The person is signed in. */
        SIGNED_IN,
        /** The person, or the service, said no. */
        REFUSED,
        /** The service did not accept what came back, or failed. */
        FAILED,
        /** The login already has its answer. */
        ALREADY_FINISHED,
        /** The request is not the answer that the login waits for. */
        NOT_ACCEPTED
    }
}

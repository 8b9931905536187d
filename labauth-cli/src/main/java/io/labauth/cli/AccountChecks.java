package io.labauth.cli;

import io.labauth.LabAuthException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The saved credentials: whether each service can be reached, and accepts what is kept for it.
 *
 * @param invocation where they are
 */
record AccountChecks(Invocation invocation) {
    /** None if the file cannot be read, which is told elsewhere. */
    List<Check> all() {
        try {
            return Credentials.of(invocation).all().stream().map(this::check).toList();
        } catch (IllegalStateException | UncheckedIOException e) {
            return List.of();
        }
    }

    private Check check(SavedCredential saved) {
        String subject = "credential " + saved.name();
        try {
            return Accounts.of(saved, invocation)
                    .whoAmI()
                    .map(person -> Check.ok(
                            subject,
                            saved.service().title() + " accepts it"
                                    + (person.isEmpty() ? "." : ", as " + person + ".")))
                    .orElseGet(() -> Check.note(
                            subject,
                            "The server cannot be asked whether it accepts it.",
                            "Its first use tells; if it is refused, sign in again."));
        } catch (LabAuthException | IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            return Check.failed(subject, e);
        }
    }
}

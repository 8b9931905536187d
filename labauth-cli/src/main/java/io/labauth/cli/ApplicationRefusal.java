package io.labauth.cli;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import java.util.Optional;

/** What an application's {@code application/problem+json} means here: one sentence, and the exit code of its kind. */
final class ApplicationRefusal {
    private static final int LONGEST = 300;

    private ApplicationRefusal() {}

    static RuntimeException of(Answer answer, HttpCalls calls, Secret key, String call) {
        String why = detail(answer, calls, key, call).map(text -> ": " + text).orElse(".");
        return switch (answer.status()) {
            case 400, 409, 413, 415, 422 -> new IllegalArgumentException("The application does not do that" + why);
            case 401 -> unauthenticated(why);
            case 403 ->
                new AuthorizationException("The application accepts the key, but does not let it do this" + why, null);
            case 404 -> notFound(answer, why, calls, call);
            default -> calls.unexpected(answer, call);
        };
    }

    private static AuthenticationException unauthenticated(String why) {
        return new AuthenticationException(
                AuthenticationException.Reason.KEY_UNKNOWN,
                "The application does not accept the key" + why
                        + " Make another one there, and keep it by labauth login ADDRESS --key --save NAME.",
                null);
    }

    /** Only an application with keys says it in the form of a problem; from anything else it means that this is none. */
    private static RuntimeException notFound(Answer answer, String why, HttpCalls calls, String call) {
        if (isProblem(answer)) {
            return new IllegalArgumentException("The application has no such key" + why);
        }
        ServiceException unexpected = calls.unexpected(answer, call);
        return new ServiceException(
                "There is no /api/keys at this address: check it, and whether the application has labauth's keys"
                        + " switched on.",
                unexpected.status(),
                null,
                null);
    }

    /** The detail of a problem as one line; nothing if the answer is none, or repeats the key. */
    private static Optional<String> detail(Answer answer, HttpCalls calls, Secret key, String call) {
        if (!isProblem(answer)) {
            return Optional.empty();
        }
        try {
            return calls.json(answer, call)
                    .object()
                    .optionalText("detail")
                    .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST && !text.contains(key.reveal()));
        } catch (LabAuthException e) {
            return Optional.empty();
        }
    }

    private static boolean isProblem(Answer answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
    }
}

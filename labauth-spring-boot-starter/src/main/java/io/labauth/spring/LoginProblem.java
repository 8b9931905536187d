package io.labauth.spring;

import io.labauth.web.LoginStep.Refused;
import io.labauth.web.Refusal;
import java.net.URI;

/**
 * What a person is told when a sign-in fails; plain text, nothing of the request.
 *
 * @param code the reason's short name, for instance {@code already-used}
 * @param status the HTTP status of the answer, which is already set
 * @param title what happened, as a heading
 * @param explanation what happened, in a sentence or two
 * @param advice what to do next
 * @param startAgain the page that begins a login, with the page that the person wanted where that is known
 */
public record LoginProblem(String code, int status, String title, String explanation, String advice, URI startAgain) {
    /** The request attribute with the problem, for a page of the application: {@value}. */
    public static final String ATTRIBUTE = "loginProblem";

    static LoginProblem of(Refused<?> refused, String service) {
        return of(refused.reason(), refused.startAgain(), service);
    }

    static LoginProblem of(Refusal reason, URI startAgain, String service) {
        return new LoginProblem(
                reason.code(),
                reason.status(),
                reason.title(service),
                reason.explanation(service),
                reason.advice(service),
                startAgain);
    }
}

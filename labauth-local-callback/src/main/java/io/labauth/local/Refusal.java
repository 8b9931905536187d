package io.labauth.local;

import io.labauth.local.PageContent.Kind;
import io.undertow.util.StatusCodes;

/** Why a request is not the callback, with what its sender is told. Constant texts: nothing of a request is repeated. */
enum Refusal {
    WRONG_HOST(421, "This address is not served here."),
    NOT_FOUND(StatusCodes.NOT_FOUND, "There is nothing at this address."),
    NOT_GET(StatusCodes.METHOD_NOT_ALLOWED, "Only GET is answered here."),
    NOT_NAVIGATION(StatusCodes.FORBIDDEN, "Only a page that a person opens is answered here."),
    REJECTED(
            StatusCodes.BAD_REQUEST,
            "This is not the answer to the sign-in that is under way. Go back to the sign-in page, or start again in your program."),
    TOO_LATE(StatusCodes.CONFLICT, "This sign-in already has its answer. You can close this window.");

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    Outcome outcome() {
        return this == TOO_LATE
                ? new Outcome(Kind.ALREADY_FINISHED, "Already finished", message)
                : new Outcome(Kind.NOT_ACCEPTED, "Not accepted", message);
    }
}

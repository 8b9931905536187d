package io.labauth.testkit;

import java.util.List;

/** An answer of LabKey's other than 200. */
final class LabKeyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private LabKeyFailure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static LabKeyFailure unauthorized(String message) {
        return new LabKeyFailure(401, message);
    }

    static LabKeyFailure notFound(String message) {
        return new LabKeyFailure(404, message);
    }

    static LabKeyFailure badRequest(String message) {
        return new LabKeyFailure(400, message);
    }

    static LabKeyFailure wrongMethod() {
        return new LabKeyFailure(405, "This action does not take requests of that method.");
    }

    /** Guests are asked to sign in; whoever has done so already may not do this. */
    static LabKeyFailure forbidden(LabKeyVisitor visitor, String message) {
        return new LabKeyFailure(visitor.isGuest() ? 401 : 403, message);
    }

    Answer answer() {
        Answer answer =
                Answer.json(status, JsonText.write(JsonText.object("success", false, "exception", getMessage())));
        return status == 401
                ? answer.with("WWW-Authenticate", List.of("Basic realm=\"LabKey Server\", charset=\"UTF-8\""))
                : answer;
    }
}

package io.labauth.spring;

import io.labauth.apikeys.KeyRefusedException;

/** What is wrong with a request to the REST interface; its message repeats nothing of the request. */
final class ApiKeyProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /** The field or parameter; empty when it is none. */
    private final String field;

    ApiKeyProblem(int status, String field, String detail) {
        super(detail);
        this.status = status;
        this.field = field;
    }

    static ApiKeyProblem of(KeyRefusedException refused) {
        String detail = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case NOTE -> new ApiKeyProblem(400, "note", detail);
            case SCOPE_UNKNOWN, SCOPE_BEYOND_OWNER -> new ApiKeyProblem(400, "scopes", detail);
            case LIFETIME -> new ApiKeyProblem(400, "expiresIn", detail);
            case SESSION -> new ApiKeyProblem(400, "endsWithSession", detail);
            case CREATION_OFF, IMPERSONATING, OWNER_UNKNOWN -> new ApiKeyProblem(403, "", detail);
            case NO_SUCH_KEY -> new ApiKeyProblem(404, "", detail);
            case AMBIGUOUS, NOT_ACTIVE, TOO_MANY_KEYS -> new ApiKeyProblem(409, "", detail);
        };
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }
}

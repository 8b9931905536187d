package io.labauth.testkit;

/** An error of the service, by its number. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int BAD_PARAMETER = 4500;
    static final int UNKNOWN_METHOD = 4503;
    static final int EXPIRED = 4504;
    static final int UNKNOWN_ACCESS_KEY = 4506;
    static final int UNKNOWN_UID = 4507;
    static final int LOGIN_FAILED = 4514;
    static final int BAD_SIGNATURE = 4520;
    static final int SERVER_FAILURE = 4999;

    private final int code;

    ApiFailure(int code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    int status() {
        return switch (code) {
            case BAD_PARAMETER -> 400;
            case UNKNOWN_METHOD -> 404;
            case SERVER_FAILURE -> 500;
            default -> 401;
        };
    }
}

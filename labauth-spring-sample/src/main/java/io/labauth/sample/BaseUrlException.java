package io.labauth.sample;

/** The base URL is missing or not one. */
final class BaseUrlException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BaseUrlException(String message) {
        super(message);
    }
}

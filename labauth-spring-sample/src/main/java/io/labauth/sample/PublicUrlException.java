package io.labauth.sample;

/** The base URL is missing or not one. */
final class PublicUrlException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PublicUrlException(String message) {
        super(message);
    }
}

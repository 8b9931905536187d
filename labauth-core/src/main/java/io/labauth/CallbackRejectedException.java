package io.labauth;

/**
 * A callback is not the answer to this login: malformed, incomplete, or meant for another.
 *
 * <p>The login itself is not over. Whoever receives callbacks answers 400 and keeps waiting for the genuine one.
 */
public final class CallbackRejectedException extends LoginException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the callback; nothing of the callback itself
     */
    public CallbackRejectedException(String message) {
        super(Reason.CALLBACK_REJECTED, message, null);
    }
}

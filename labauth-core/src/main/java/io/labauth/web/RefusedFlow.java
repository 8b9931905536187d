package io.labauth.web;

/** Ends the checks of a callback; never leaves this package. */
final class RefusedFlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Refusal reason;

    /** Without a stack trace, which nobody would see: junk is refused by the thousand. */
    RefusedFlow(Refusal reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    Refusal reason() {
        return reason;
    }
}

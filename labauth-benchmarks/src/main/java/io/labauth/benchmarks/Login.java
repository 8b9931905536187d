package io.labauth.benchmarks;

import java.io.IOException;

/** A sign-in that listens for its callback. */
interface Login extends AutoCloseable {
    /** The callback as the service makes the browser send it. */
    Request callback(String code);

    /** The same from somebody who knows the product and the port, but not this login. */
    Request forged(String code);

    /** Waits until the result is in the caller's hands. Tells failure by the peer's own unchecked exception or by {@link IOException}. */
    String await() throws IOException;

    /** Stops listening; returns when the port is closed. */
    @Override
    void close() throws IOException;
}

package io.labauth.testkit;

import java.time.Clock;

/**
 * The settings of a {@link FakeAshrLabs}. What goes over the wire is not public, so that all of it is a setting: the defaults are guesses.
 */
public final class FakeAshrLabsBuilder {
    String basePath = "/testing-platform-api";
    String keysPath = "/api-keys";
    String scheme = "Bearer";
    Clock clock = Clock.systemUTC();

    FakeAshrLabsBuilder() {}

    /**
     * Sets the path of the API's address.
     *
     * @param value {@code /testing-platform-api} by default
     * @return this
     */
    public FakeAshrLabsBuilder basePath(String value) {
        basePath = value;
        return this;
    }

    /**
     * Sets the path of the list of keys, below the API's address.
     *
     * @param value {@code /api-keys} by default
     * @return this
     */
    public FakeAshrLabsBuilder keysPath(String value) {
        keysPath = value;
        return this;
    }

    /**
     * Sets what stands before the key in the header {@code Authorization}.
     *
     * @param value {@code Bearer} by default; empty for the key alone
     * @return this
     */
    public FakeAshrLabsBuilder scheme(String value) {
        scheme = value;
        return this;
    }

    /**
     * Sets the clock for times of creation and use.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public FakeAshrLabsBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Starts the fake on a free port.
     *
     * @return the running fake
     */
    public FakeAshrLabs start() {
        return new FakeAshrLabs(this);
    }
}

package io.labauth.testkit;

import java.time.Clock;

/** The settings of a {@link FakeTiled}. */
public final class FakeTiledBuilder {
    int port;
    String singleUserKey = "";
    Clock clock = Clock.systemUTC();

    FakeTiledBuilder() {}

    /**
     * Sets the port.
     *
     * @param value the port, or 0 for any free one, which is the default
     * @return this
     */
    public FakeTiledBuilder port(int value) {
        port = value;
        return this;
    }

    /**
     * Makes it a server with one key and nobody to sign in.
     *
     * @param key the key: letters and digits
     * @return this
     */
    public FakeTiledBuilder singleUser(String key) {
        singleUserKey = key;
        return this;
    }

    /**
     * Sets the clock by which keys and tokens end.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public FakeTiledBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Starts the fake.
     *
     * @return the running fake
     * @throws IllegalStateException if the port is taken
     */
    public FakeTiled start() {
        return new FakeTiled(this);
    }
}

package io.labauth.testkit;

import java.time.Clock;

/** The settings of a {@link FakeLabKey}. */
public final class FakeLabKeyBuilder {
    int port;
    String contextPath = "";
    Clock clock = Clock.systemUTC();

    FakeLabKeyBuilder() {}

    /**
     * Sets the port.
     *
     * @param value the port, or 0 for any free one, which is the default
     * @return this
     */
    public FakeLabKeyBuilder port(int value) {
        port = value;
        return this;
    }

    /**
     * Sets the path below which the server is.
     *
     * @param value for instance {@code /labkey}; empty by default
     * @return this
     */
    public FakeLabKeyBuilder contextPath(String value) {
        contextPath = value;
        return this;
    }

    /**
     * Sets the clock that keys and sessions expire by.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public FakeLabKeyBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Starts the fake.
     *
     * @return the running fake
     * @throws IllegalStateException if the port is taken
     */
    public FakeLabKey start() {
        return new FakeLabKey(this);
    }
}

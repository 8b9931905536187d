package io.labauth.testkit;

import java.time.Clock;

/** The settings of a {@link FakeLabArchives}. */
public final class FakeLabArchivesBuilder {
    int port;
    String accessKeyId = RandomText.accessKeyId();
    String accessPassword = RandomText.accessPassword();
    Clock clock = Clock.systemUTC();

    FakeLabArchivesBuilder() {}

    /**
     * Sets the port.
     *
     * @param value the port, or 0 for any free one, which is the default
     * @return this
     */
    public FakeLabArchivesBuilder port(int value) {
        port = value;
        return this;
    }

    /**
     * Sets the access key id.
     *
     * @param value the id; random by default
     * @return this
     */
    public FakeLabArchivesBuilder accessKeyId(String value) {
        accessKeyId = value;
        return this;
    }

    /**
     * Sets the access password.
     *
     * @param value the password; random by default
     * @return this
     */
    public FakeLabArchivesBuilder accessPassword(String value) {
        accessPassword = value;
        return this;
    }

    /**
     * Sets the clock that signatures, codes and tokens are judged by.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public FakeLabArchivesBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Starts the fake.
     *
     * @return the running fake
     * @throws IllegalStateException if the port is taken
     */
    public FakeLabArchives start() {
        return new FakeLabArchives(this);
    }
}

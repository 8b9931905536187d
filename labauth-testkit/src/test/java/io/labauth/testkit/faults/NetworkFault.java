package io.labauth.testkit.faults;

/**
 * What happens to a connection after so many bytes, counted over all connections.
 *
 * @param side whose bytes are counted
 * @param kind what happens
 * @param offset how many bytes pass before it
 */
record NetworkFault(Side side, Kind kind, int offset) {
    static final NetworkFault NONE = new NetworkFault(Side.ANSWER, Kind.PAUSE, Integer.MAX_VALUE);

    /** Whose bytes. */
    enum Side {
        /** The client's. */
        REQUEST,
        /** The service's. */
        ANSWER
    }

    /** What happens. */
    enum Kind {
        /** Both ends see a reset. */
        RESET,
        /** The receiving end sees the regular end of the connection. */
        TRUNCATE,
        /** What has passed on this connection passes once more. */
        REPEAT,
        /** The next byte has one bit turned. */
        CORRUPT,
        /** A moment's silence. */
        PAUSE,
        /** Nothing passes any more, and nobody is told. */
        STALL
    }
}

package io.labauth.benchmarks;

/**
 * How much of everything is done.
 *
 * @param warmUpBlocks blocks of sign-ins before any is measured
 * @param blocks blocks of sign-ins that are measured, at each peer
 * @param coldStarts new JVMs, for each peer with and without an archive
 * @param silentConnections connections that send nothing
 * @param silentRounds how often each peer is tried with them
 * @param fewLogins sign-ins before the first look at what stays behind
 * @param manyLogins sign-ins before the second
 * @param settlingMillis how long before each look, so that timers of connections that are gone have run out
 */
record Effort(
        int warmUpBlocks,
        int blocks,
        int coldStarts,
        int silentConnections,
        int silentRounds,
        int fewLogins,
        int manyLogins,
        int settlingMillis) {
    static final Effort FULL = new Effort(20, 40, 21, 10_000, 5, 100, 10_000, 10_000);
    static final Effort QUICK = new Effort(2, 3, 2, 500, 1, 20, 100, 0);
}

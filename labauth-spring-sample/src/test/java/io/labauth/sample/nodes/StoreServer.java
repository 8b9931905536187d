package io.labauth.sample.nodes;

import java.util.Map;

/** What the nodes share, as a real server on a loopback port that can be stopped and started again with what it has kept. */
interface StoreServer extends AutoCloseable {
    /** The sample's profile for it. */
    String profile();

    /** The sample's settings for it. */
    Map<String, String> settings();

    void start();

    void stop();

    @Override
    void close();
}

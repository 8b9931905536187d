package io.labauth.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which store there is.
 *
 * @param consumedFlows where completed logins are remembered; without it what is there, Redis before a database before memory
 */
@ConfigurationProperties("labauth.web")
record ConsumedFlowsProperties(@Nullable Store consumedFlows) {
    static final String NAME = "labauth.web.consumed-flows";

    /** Where completed logins are remembered. */
    enum Store {
        /** In the memory of one node. */
        MEMORY,
        /** In a table of the database. */
        JDBC,
        /** In Redis. */
        REDIS
    }
}

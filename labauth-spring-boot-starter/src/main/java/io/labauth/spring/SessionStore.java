package io.labauth.spring;

import java.lang.System.Logger.Level;
import org.springframework.core.NestedRuntimeException;

/** Sessions that are kept outside this process. */
@FunctionalInterface
interface SessionStore {
    /** Asks the store for something, whatever it is; throws what the store throws when it is down. */
    void ask();

    /** Whether it answers. */
    default boolean answers() {
        try {
            ask();
            return true;
        } catch (NestedRuntimeException e) {
            // A store's own words may have a session's id in them.
            System.getLogger(SessionStore.class.getName())
                    .log(
                            Level.WARNING,
                            "The store of sessions does not answer: "
                                    + e.getClass().getSimpleName());
            return false;
        }
    }
}

package io.labauth.spring;

/** Sessions that are kept outside this process. */
@FunctionalInterface
interface SessionStore {
    /** Asks the store for something, whatever it is; throws what the store throws when it is down. */
    void ask();
}

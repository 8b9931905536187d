package io.labauth.apikeys;

import io.labauth.ConnectionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Uses that are not written down yet: at most one of each key, and of so many keys. Thread-safe. */
final class KeyUses {
    private static final Logger LOG = System.getLogger(KeyUses.class.getName());
    private static final int CAPACITY = 100_000;

    private final KeyTable table;
    private final Map<String, KeyUse> pending = new ConcurrentHashMap<>();

    KeyUses(KeyTable table) {
        this.table = table;
    }

    void note(String id, KeyUse use) {
        if (pending.size() < CAPACITY) {
            pending.put(id, use);
        }
    }

    /** In one transaction, outside of every request. What cannot be written now is written the next time. */
    void write() {
        Map<String, KeyUse> batch = Map.copyOf(pending);
        if (batch.isEmpty()) {
            return;
        }
        try {
            table.used(batch);
            batch.forEach(pending::remove);
        } catch (ConnectionException e) {
            LOG.log(Level.WARNING, "When keys were last used could not be written down. {0}", e.getMessage());
        }
    }
}

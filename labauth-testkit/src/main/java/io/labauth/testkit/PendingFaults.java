package io.labauth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that were ordered and have not struck yet, first come, first served. Thread-safe. */
final class PendingFaults {
    static final String ANY_METHOD = "*";

    private final List<Pending> pending = new ArrayList<>();

    private record Pending(String method, Fault fault, int times) {
        boolean isFor(String called) {
            return method.equals(ANY_METHOD) || method.equals(called);
        }
    }

    synchronized void add(String method, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault strikes at least once, not " + times + " times.");
        }
        pending.add(new Pending(method, fault, times));
    }

    synchronized Optional<Fault> next(String method) {
        for (int i = 0; i < pending.size(); i++) {
            Pending candidate = pending.get(i);
            if (candidate.isFor(method)) {
                useUp(i, candidate);
                return Optional.of(candidate.fault());
            }
        }
        return Optional.empty();
    }

    synchronized void clear() {
        pending.clear();
    }

    private void useUp(int index, Pending used) {
        if (used.times() == 1) {
            pending.remove(index);
        } else {
            pending.set(index, new Pending(used.method(), used.fault(), used.times() - 1));
        }
    }
}

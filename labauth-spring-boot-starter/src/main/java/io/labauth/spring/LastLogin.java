package io.labauth.spring;

import io.labauth.web.LoginStep;
import io.labauth.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the last login on this node ended, as far as that tells anything about the node. Thread-safe. */
final class LastLogin {
    private static final Set<Refusal> FAILS_HERE =
            Set.of(Refusal.STORE_UNAVAILABLE, Refusal.SESSION_NOT_KEPT, Refusal.MISCONFIGURED);
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Ending last;

    /**
     * An ending.
     *
     * @param failure the reason, where the fault was not the person's
     * @param at when
     */
    record Ending(Optional<Refusal> failure, Instant at) {}

    LastLogin(Clock clock) {
        this.clock = clock;
    }

    void ended(LoginStep<?> step) {
        if (step instanceof LoginStep.SignedIn<?>) {
            last = new Ending(Optional.empty(), clock.instant());
        } else if (step instanceof LoginStep.Refused<?> refused
                && refused.reason().status() >= 500) {
            last = new Ending(Optional.of(refused.reason()), clock.instant());
        }
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(last);
    }

    /** Whether logins failed on this node's own account a moment ago; forgotten soon, since nobody may come to prove the contrary. */
    boolean failsHere() {
        return ending().filter(ending -> ending.at().plus(MEMORY).isAfter(clock.instant()))
                .flatMap(Ending::failure)
                .filter(FAILS_HERE::contains)
                .isPresent();
    }
}

package io.labauth.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The codes and one-hour tokens that were given out and may still be exchanged. Thread-safe. */
final class IssuedCodes {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private final FakeBehaviour behaviour;
    private final Clock clock;
    private final Map<String, Issued> issued = new HashMap<>();

    /** A token belongs to no access key, since it comes from the service's own pages. */
    private record Issued(String email, Optional<String> accessKeyId, Instant from) {
        boolean isFor(String accessKey, String login) {
            return email.equals(Accounts.key(login))
                    && accessKeyId.map(accessKey::equals).orElse(true);
        }
    }

    IssuedCodes(FakeBehaviour behaviour, Clock clock) {
        this.behaviour = behaviour;
        this.clock = clock;
    }

    synchronized String issueCode(String accessKeyId, String email) {
        return issue(new Issued(Accounts.key(email), Optional.of(accessKeyId), clock.instant()));
    }

    synchronized String issueToken(String email) {
        return issue(new Issued(Accounts.key(email), Optional.empty(), clock.instant()));
    }

    /** Whether this user may sign in with this text; a code may not do so again. */
    synchronized boolean redeem(String accessKeyId, String email, String codeOrToken) {
        Issued found = issued.get(codeOrToken);
        if (found == null || isOver(found) || !found.isFor(accessKeyId, email)) {
            return false;
        }
        if (found.accessKeyId().isPresent() && behaviour.singleUseCodes()) {
            issued.remove(codeOrToken);
        }
        return true;
    }

    synchronized void clear() {
        issued.clear();
    }

    private String issue(Issued entry) {
        issued.values().removeIf(this::isOver);
        String text = RandomText.codeOrToken();
        issued.put(text, entry);
        return text;
    }

    private boolean isOver(Issued entry) {
        Duration lifetime = entry.accessKeyId().isPresent() ? behaviour.codeLifetime() : TOKEN_LIFETIME;
        return clock.instant().isAfter(entry.from().plus(lifetime));
    }
}

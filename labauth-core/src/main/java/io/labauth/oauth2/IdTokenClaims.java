package io.labauth.oauth2;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an ID token must say (OpenID Connect Core, 3.1.3.7), by our own clock. */
final class IdTokenClaims {
    private final Json claims;
    private final Instant now;
    private final Duration skew;

    IdTokenClaims(Json claims, Instant now, Duration skew) {
        this.claims = claims;
        this.now = now;
        this.skew = skew;
    }

    void issuedBy(String issuer) {
        require(claims.requiredString("iss").equals(issuer), "is of another issuer");
        claims.requiredString("sub");
    }

    void meantFor(String clientId) {
        List<String> audience =
                claims.members().get("aud") instanceof String one ? List.of(one) : claims.strings("aud");
        Optional<String> party = claims.string("azp");
        require(audience.contains(clientId), "is for another application (aud)");
        require(party.isPresent() || audience.size() == 1, "is for several applications, and names none as its party");
        require(party.isEmpty() || party.get().equals(clientId), "was given to another application (azp)");
    }

    void goodNow(String service) {
        boolean over = !now.isBefore(time("exp").plus(skew));
        boolean notYet = time("iat").isAfter(now.plus(skew))
                || (claims.members().containsKey("nbf") && time("nbf").isAfter(now.plus(skew)));
        if (over || notYet) {
            throw new AuthenticationException(
                    Reason.CLOCK_SKEW,
                    "By this machine's clock, the ID token of " + service + (over ? " is over" : " is from the future")
                            + ": set the clock, then sign in again.",
                    null);
        }
    }

    void answering(@Nullable Secret nonce) {
        if (nonce != null) {
            require(nonce.equals(Secret.of(claims.requiredString("nonce"))), "belongs to another login (nonce)");
        }
    }

    private Instant time(String name) {
        if (!(claims.members().get(name) instanceof Number seconds)) {
            throw claims.unusable("lacks " + name + ", or has one that is no number");
        }
        // Within the calendar, whatever the number.
        return Instant.ofEpochSecond(Json.whole(seconds, Instant.MAX.getEpochSecond() / 2));
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw claims.unusable(problem, "sign in again; if that does not help, ask whoever runs the service");
        }
    }
}

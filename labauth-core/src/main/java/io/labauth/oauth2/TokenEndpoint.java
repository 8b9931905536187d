package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.labauth.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exchanges a grant for tokens: one request, never repeated. */
final class TokenEndpoint {
    /** Longer than any token lives; keeps a nonsensical number from running out of the calendar. */
    private static final long MAX_LIFETIME = 10L * 366 * 24 * 3600;
    /** RFC 6749, A.12: visible ASCII characters and spaces. */
    private static final Pattern IN_HEADER = Pattern.compile("[\\x20-\\x7e]+");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final Registration registration;
    private final AuthorizationServer server;
    private final Wire wire;
    private final Clock clock;

    TokenEndpoint(Registration registration, AuthorizationServer server, Wire wire, Clock clock) {
        this.registration = registration;
        this.server = server;
        this.wire = wire;
        this.clock = clock;
    }

    Tokens exchange(AuthorizationGrant grant, List<String> scopesAsked, Call call) {
        Instant asked = clock.instant();
        return read(wire.post(request(grant).toHTTPRequest(), call), asked, scopesAsked);
    }

    /** What an answer gives (RFC 6749, 5.1); times count from when it was asked for. */
    Tokens read(Json answer, Instant asked, List<String> scopesAsked) {
        String access = answer.requiredString("access_token");
        if (!IN_HEADER.matcher(access).matches()) {
            throw answer.unusable("has an access_token that no header can carry");
        }
        if (!answer.requiredString("token_type").equalsIgnoreCase("Bearer")) {
            throw answer.unusable("has a token that is no bearer token");
        }
        return new Tokens(
                Secret.of(access),
                expiry(answer, asked),
                answer.text("scope").map(TokenEndpoint::scopes).orElse(scopesAsked),
                answer.string("refresh_token").map(Secret::of).orElse(null),
                answer.string("id_token").filter(this::isWanted).map(Secret::of).orElse(null));
    }

    /** One that was not asked for is never checked, so that it must not be kept. */
    private boolean isWanted(String idToken) {
        return registration.isOpenId();
    }

    private TokenRequest request(AuthorizationGrant grant) {
        Metadata metadata = server.metadata();
        URI endpoint = metadata.endpoints().token();
        TokenRequest.Builder request = registration
                .proof()
                .at(metadata)
                .map(proof -> new TokenRequest.Builder(endpoint, proof, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, registration.client(), grant));
        if (!registration.resources().isEmpty()) {
            request.resources(registration.resourceArray());
        }
        return request.build();
    }

    /** Some write the number as a text. */
    private static @Nullable Instant expiry(Json answer, Instant asked) {
        boolean isText = answer.members().get("expires_in") instanceof String text
                && DIGITS.matcher(text).matches();
        long lifetime = isText
                ? answer.string("expires_in").map(Long::parseLong).orElse(0L)
                : answer.number("expires_in").map(TokenEndpoint::bounded).orElse(0L);
        return lifetime == 0 ? null : asked.plusSeconds(Math.min(lifetime, MAX_LIFETIME));
    }

    private static long bounded(Number lifetime) {
        return Json.whole(lifetime, MAX_LIFETIME);
    }

    /** GitHub puts commas between them. */
    private static List<String> scopes(String text) {
        return Stream.of(text.split("[ ,]+")).filter(scope -> !scope.isEmpty()).toList();
    }
}

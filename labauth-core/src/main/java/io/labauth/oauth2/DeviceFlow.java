package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import io.labauth.ConnectionException;
import io.labauth.DeviceCode;
import io.labauth.DevicePrompt;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import io.labauth.ServiceException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Signs a person in on another device (RFC 8628): shows a code, and asks at the server's pace whether it was confirmed. */
final class DeviceFlow {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(2);
    /** What may be printed on a terminal. */
    private static final Pattern USER_CODE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?");

    private final Registration registration;
    private final AuthorizationServer server;
    private final TokenEndpoint tokens;
    private final Wire wire;
    private final Clock clock;
    private final Pause pause;

    DeviceFlow(
            Registration registration,
            AuthorizationServer server,
            TokenEndpoint tokens,
            Wire wire,
            Clock clock,
            Pause pause) {
        this.registration = registration;
        this.server = server;
        this.tokens = tokens;
        this.wire = wire;
        this.clock = clock;
        this.pause = pause;
    }

    Tokens signIn(DevicePrompt prompt) {
        Instant asked = clock.instant();
        Json answer = wire.post(request().toHTTPRequest(), Call.DEVICE);
        DeviceCode code = code(answer);
        DeviceCodeGrant grant = new DeviceCodeGrant(
                new com.nimbusds.oauth2.sdk.device.DeviceCode(answer.requiredString("device_code")));
        prompt.show(code);
        return polled(
                grant,
                asked.plus(code.validity()),
                answer.seconds("interval").filter(time -> !time.isZero()).orElse(DEFAULT_INTERVAL));
    }

    private DeviceAuthorizationRequest request() {
        Metadata metadata = server.metadata();
        URI endpoint = metadata.endpoints().deviceAuthorization();
        if (endpoint == null) {
            throw new IllegalStateException(
                    wire.service() + " offers no sign-in on another device: use the browser on this one.");
        }
        Scope scope = registration.scopes().isEmpty() ? null : registration.scope();
        return registration
                .proof()
                .at(metadata)
                .map(proof -> new DeviceAuthorizationRequest(endpoint, proof, scope, Map.of()))
                .orElseGet(() -> new DeviceAuthorizationRequest(endpoint, registration.client(), scope));
    }

    private static DeviceCode code(Json answer) {
        // Google's name for it is older than the RFC's.
        String given = answer.members().containsKey("verification_url") ? "verification_url" : "verification_uri";
        String userCode = answer.requiredString("user_code");
        if (!USER_CODE.matcher(userCode).matches()) {
            throw answer.unusable("has a user_code that nobody could type");
        }
        return new DeviceCode(
                userCode,
                answer.requiredProtectedUri(given),
                answer.protectedUri(given + "_complete"),
                answer.seconds("expires_in").orElseThrow(() -> answer.unusable("lacks expires_in")));
    }

    private Tokens polled(DeviceCodeGrant grant, Instant deadline, Duration firstInterval) {
        Duration interval = firstInterval;
        while (true) {
            waitUntil(deadline, interval);
            try {
                return tokens.exchange(grant, registration.scopes(), Call.POLL);
            } catch (ServiceException e) {
                interval = intervalAfter(e, interval);
            } catch (ConnectionException e) {
                refuseInterrupted();
                interval = longer(interval.multipliedBy(2), interval);
            }
        }
    }

    private void waitUntil(Instant deadline, Duration interval) {
        Duration left = Duration.between(clock.instant(), deadline);
        try {
            pause.of(left.compareTo(interval) < 0 && !left.isNegative() ? left : interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseInterrupted();
        if (!clock.instant().isBefore(deadline)) {
            throw new LoginException(
                    Reason.TIMED_OUT,
                    "Nobody confirmed the code at " + wire.service() + " in time. Start again.",
                    null);
        }
    }

    /** How long to wait after an answer that is no token, if it is worth to wait at all. */
    private static Duration intervalAfter(ServiceException e, Duration interval) {
        return switch (e.errorCode().orElse("")) {
            case "authorization_pending" -> interval;
            case "slow_down" -> longer(interval.plus(SLOW_DOWN), interval);
            default -> {
                if (e.status() != 429 && e.status() < 500) {
                    throw e;
                }
                yield longer(e.retryAfter().orElse(interval.multipliedBy(2)), interval);
            }
        };
    }

    private static Duration longer(Duration wanted, Duration before) {
        Duration bounded = wanted.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : wanted;
        return bounded.compareTo(before) > 0 ? bounded : before;
    }

    static void refuseInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new LoginException(Reason.CANCELLED, "The thread was interrupted before anyone signed in.", null);
        }
    }
}

package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import io.labauth.DeviceCode;
import io.labauth.DevicePrompt;
import io.labauth.http.DevicePolling;
import io.labauth.http.Pause;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** Signs a person in on another device (RFC 8628): shows a code, and asks at the server's pace whether it was confirmed. */
final class DeviceFlow {
    /** What may be printed on a terminal. */
    private static final Pattern USER_CODE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?");

    private final Registration registration;
    private final AuthorizationServer server;
    private final TokenEndpoint tokens;
    private final Wire wire;
    private final Clock clock;
    private final DevicePolling polling;

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
        this.polling = new DevicePolling(wire.service(), clock, pause);
    }

    Tokens signIn(DevicePrompt prompt) {
        Instant asked = clock.instant();
        Json answer = wire.post(request().toHTTPRequest(), Call.DEVICE);
        DeviceCode code = code(answer);
        DeviceCodeGrant grant = new DeviceCodeGrant(
                new com.nimbusds.oauth2.sdk.device.DeviceCode(answer.requiredString("device_code")));
        prompt.show(code);
        return polling.until(
                asked.plus(code.validity()),
                answer.seconds("interval").filter(time -> !time.isZero()).orElse(DevicePolling.DEFAULT_INTERVAL),
                () -> tokens.exchange(grant, registration.scopes(), Call.POLL));
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
}

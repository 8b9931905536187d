package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application as a service knows it, and what it asks for there.
 *
 * @param service the service
 * @param client the application's id
 * @param proof how it shows who it is
 * @param scopes what it asks for
 * @param parameters what it adds to authorization requests
 * @param resources whom tokens are for (RFC 8707)
 * @param push whether requests are pushed; null if where the server offers it
 * @param asksUserInfo whether the user-info endpoint is asked
 * @param clockSkew by how much clocks may differ
 */
record Registration(
        OAuth2Service service,
        ClientID client,
        ClientProof proof,
        List<String> scopes,
        Map<String, String> parameters,
        List<URI> resources,
        @Nullable Boolean push,
        boolean asksUserInfo,
        Duration clockSkew) {
    /** Tells services and registrations apart; no secret. */
    String text() {
        Object place = service.issuer() != null ? service.issuer() : authorizationEndpoint();
        return place + " " + client.getValue();
    }

    boolean isOpenId() {
        return scopes.contains("openid");
    }

    Scope scope() {
        return new Scope(scopes.toArray(String[]::new));
    }

    URI[] resourceArray() {
        return resources.toArray(URI[]::new);
    }

    private Object authorizationEndpoint() {
        return service.endpoints() == null ? "" : service.endpoints().authorization();
    }
}

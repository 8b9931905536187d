package io.labauth.oauth2;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.labauth.ServiceException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a server publishes: its metadata and its keys, each fetched when it is first needed, and kept. */
final class AuthorizationServer implements JWKSource<SecurityContext> {
    private static final Duration METADATA_LIFETIME = Duration.ofDays(1);
    private static final Duration KEYS_LIFETIME = Duration.ofHours(1);

    private final OAuth2Service service;
    private final Wire wire;
    private final Cached<Metadata> metadata;
    private final Cached<JWKSet> keys;

    AuthorizationServer(OAuth2Service service, Wire wire, Clock clock) {
        this.service = service;
        this.wire = wire;
        this.metadata = new Cached<>(this::discovered, METADATA_LIFETIME, clock);
        this.keys = new Cached<>(this::fetchedKeys, KEYS_LIFETIME, clock);
    }

    Metadata metadata() {
        return metadata.get();
    }

    /** The metadata if it is there already; null if it is not. */
    @Nullable
    Metadata knownMetadata() {
        return metadata.peek();
    }

    /** The keys that may have signed; when none may, the server may have new ones. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = selector.select(keys.get());
        return found.isEmpty() ? selector.select(keys.getAnew()) : found;
    }

    private Metadata discovered() {
        URI issuer = service.issuer();
        if (service.endpoints() != null || issuer == null) {
            return Metadata.configured(Objects.requireNonNull(service.endpoints()), issuer);
        }
        Json json = wire.find(Issuers.openIdMetadata(issuer), Call.METADATA)
                .or(() -> wire.find(Issuers.oauthMetadata(issuer), Call.METADATA))
                .orElseThrow(() -> new ServiceException(
                        wire.service() + " publishes no metadata at this issuer: check the issuer, to the letter.",
                        404,
                        null,
                        null));
        return Metadata.read(json, issuer);
    }

    private JWKSet fetchedKeys() {
        URI uri = metadata().endpoints().jwks();
        if (uri == null) {
            throw new ServiceException(
                    wire.service() + " publishes no keys, so that its ID tokens cannot be checked: leave out the scope"
                            + " openid, or ask whoever runs it.",
                    200,
                    null,
                    null);
        }
        Json answer = wire.get(uri, Call.KEYS);
        if (answer.list("keys").isEmpty()) {
            throw answer.unusable("lacks keys");
        }
        try {
            return JWKSet.parse(answer.text());
        } catch (ParseException e) {
            throw wire.unreadable(Call.KEYS, 200);
        }
    }
}

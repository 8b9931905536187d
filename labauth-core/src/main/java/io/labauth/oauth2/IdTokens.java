package io.labauth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.text.ParseException;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks ID tokens (OpenID Connect Core, 3.1.3.7): Nimbus the signature, {@link IdTokenClaims} what was signed. */
final class IdTokens {
    private final Registration registration;
    private final Supplier<Metadata> server;
    private final JWKSource<SecurityContext> keys;
    private final Clock clock;

    IdTokens(Registration registration, Supplier<Metadata> server, JWKSource<SecurityContext> keys, Clock clock) {
        this.registration = registration;
        this.server = server;
        this.keys = keys;
        this.clock = clock;
    }

    /** The claims of a token that is genuine and meant for us; without a nonce where none was sent. */
    Json checked(Secret idToken, Secret accessToken, @Nullable Secret nonce) {
        Metadata metadata = server.get();
        JWSObject token = verified(idToken, metadata);
        Json claims = Json.read(token.getPayload().toString(), source())
                .orElseThrow(() -> refused("is not one unambiguous JSON object"));
        IdTokenClaims checks = new IdTokenClaims(claims, clock.instant(), registration.clockSkew());
        checks.issuedBy(String.valueOf(metadata.issuer()));
        checks.meantFor(registration.client().getValue());
        checks.goodNow(registration.service().name());
        checks.answering(nonce);
        checkHash(claims, token, accessToken);
        return claims;
    }

    private JWSObject verified(Secret idToken, Metadata metadata) {
        if (metadata.algorithms().isEmpty()) {
            throw refused("is signed by methods alone that are not supported here");
        }
        DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(metadata.algorithms(), keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
        try {
            JWSObject token = JWSObject.parse(idToken.reveal());
            var unused = processor.process(token, null);
            return token;
        } catch (ParseException e) {
            throw refused("is not a signed token");
        } catch (BadJOSEException | JOSEException e) {
            throw refused("is not signed by the service, or not by a method that can be trusted");
        }
    }

    private void checkHash(Json claims, JWSObject token, Secret accessToken) {
        if (claims.string("at_hash").isEmpty()) {
            return;
        }
        try {
            AccessTokenValidator.validate(
                    new BearerAccessToken(accessToken.reveal()),
                    token.getHeader().getAlgorithm(),
                    new AccessTokenHash(claims.requiredString("at_hash")));
        } catch (InvalidHashException e) {
            throw refused("belongs to another access token (at_hash)");
        }
    }

    private String source() {
        return registration.service().name() + "'s ID token";
    }

    private ServiceException refused(String problem) {
        return new ServiceException(
                source() + " " + problem + ": sign in again; if that does not help, ask whoever runs the service.",
                200,
                null,
                null);
    }
}

package io.labauth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.labauth.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/** How an application shows that it is the registered one. */
@FunctionalInterface
interface ClientProof {
    /**
     * For one request.
     *
     * @param server whom it is meant for
     * @return empty for an application that can keep no secret
     */
    Optional<ClientAuthentication> at(Metadata server);

    static ClientProof none() {
        return server -> Optional.empty();
    }

    /** In the header, unless the server takes it in the form alone. */
    static ClientProof secret(ClientID client, Secret secret) {
        ClientProof inForm = post(client, secret);
        return server ->
                server.secretInForm() ? inForm.at(server) : Optional.of(new ClientSecretBasic(client, nimbus(secret)));
    }

    static ClientProof post(ClientID client, Secret secret) {
        return server -> Optional.of(new ClientSecretPost(client, nimbus(secret)));
    }

    /** A new assertion for each request: a server takes each but once. */
    static ClientProof signed(ClientID client, PrivateKey key, String keyId) {
        JWSAlgorithm algorithm = algorithm(key);
        return server -> {
            try {
                return Optional.of(new PrivateKeyJWT(client, audience(server), algorithm, key, keyId, null));
            } catch (JOSEException e) {
                throw new IllegalArgumentException("The client's private key cannot sign.", e);
            }
        };
    }

    /** The issuer, which no other server can be led to pass off as its own endpoint (draft-ietf-oauth-rfc7523bis). */
    private static URI audience(Metadata server) {
        return server.issuer() == null ? server.endpoints().token() : URI.create(server.issuer());
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret nimbus(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
    }

    private static JWSAlgorithm algorithm(PrivateKey key) {
        if (key instanceof RSAPrivateKey) {
            return JWSAlgorithm.RS256;
        }
        if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return bits == 256 ? JWSAlgorithm.ES256 : bits == 384 ? JWSAlgorithm.ES384 : JWSAlgorithm.ES512;
        }
        throw new IllegalArgumentException("The client's private key is neither RSA nor EC.");
    }
}

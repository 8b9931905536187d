package io.labauth.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.oauth2.OAuth2Provider;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Begins and completes sign-ins at a server whose answers take no time; what is left is what labauth and Nimbus take. */
final class OAuth2Logins {
    private static final URI ISSUER = URI.create("https://login.example");
    private static final URI CALLBACK = URI.create("http://127.0.0.1:8089/callback/");
    private static final String CLIENT = "benchmark";

    private final CannedClient server = new CannedClient();
    private final OAuth2Provider provider =
            OAuth2Provider.builder(ISSUER, CLIENT).httpClient(server).build();
    private final RSAKey key;
    private final List<Double> begins = new ArrayList<>();
    private final List<Double> completions = new ArrayList<>();

    OAuth2Logins() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        server.answer("/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/jwks"}""".formatted(ISSUER));
        server.answer("/jwks", new JWKSet(key).toPublicJWKSet().toString());
    }

    /** Microseconds of each begin. */
    Distribution begins() {
        return new Distribution(begins.stream().sorted().toList());
    }

    /** Microseconds of each completion. */
    Distribution completions() {
        return new Distribution(completions.stream().sorted().toList());
    }

    void run(int logins) throws JOSEException {
        begins.clear();
        completions.clear();
        for (int i = 0; i < logins; i++) {
            one();
        }
    }

    private void one() throws JOSEException {
        long began = System.nanoTime();
        PendingLogin login = provider.begin(CALLBACK);
        begins.add((System.nanoTime() - began) / 1e3);

        server.answer("/token", tokens(idToken(login)));
        Callback callback = Callback.parse("code=SplxlOBeZQQYbYS6WxSbIA&state="
                + login.secret("state").orElseThrow().reveal());
        began = System.nanoTime();
        var unused = provider.complete(login, callback);
        completions.add((System.nanoTime() - began) / 1e3);
    }

    private String idToken(PendingLogin login) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER.toString())
                        .subject("ada")
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", login.secret("nonce").orElseThrow().reveal())
                        .claim("name", "Ada Lovelace")
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String tokens(String idToken) {
        return """
                {"access_token":"SlAV32hkKG","token_type":"Bearer","expires_in":3600,"refresh_token":"8xLOxBtZp8","id_token":"%s"}""".formatted(idToken);
    }
}

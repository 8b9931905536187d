package io.labauth.oauth2;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.labauth.Callback;
import io.labauth.PendingLogin;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** An authorization server whose every answer a test can spoil. */
final class TestServer implements AutoCloseable {
    static final String CLIENT = "lab-app";
    static final URI CALLBACK = URI.create("http://127.0.0.1:8089/callback/");
    static final RSAKey KEY = key("k1");
    static final JsonMapper JSON = new JsonMapper();

    private static final Pattern PARAMETER = Pattern.compile("[?&]([^=&]+)=([^&]*)");

    private final WireMockServer wireMock = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .http2PlainDisabled(true)
            .stubRequestLoggingDisabled(true));
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<RSAKey> keys = new ArrayList<>(List.of(KEY));
    private final String issuerPath;

    TestServer() {
        this("");
    }

    TestServer(String issuerPath) {
        this.issuerPath = issuerPath;
        wireMock.start();
        metadata.put("issuer", issuer().toString());
        metadata.put("authorization_endpoint", at("/authorize").toString());
        metadata.put("token_endpoint", at("/token").toString());
        metadata.put("jwks_uri", at("/jwks").toString());
        publish();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI issuer() {
        return at(issuerPath);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + wireMock.port() + path);
    }

    OAuth2ProviderBuilder client() {
        return OAuth2Provider.builder(issuer(), CLIENT).scopes("openid");
    }

    /** A client of a service where another claim than {@code sub} identifies people. */
    OAuth2ProviderBuilder clientIdentifiedBy(String claim) {
        return OAuth2Provider.builder(new OAuth2Service("Lab", issuer(), null, List.of("openid"), claim), CLIENT);
    }

    /** Changes the metadata; null removes. */
    void metadata(String name, Object value) {
        if (value == null) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }
        publish();
    }

    String metadataText() {
        return JSON.writeValueAsString(metadata);
    }

    void keys(RSAKey... published) {
        keys.clear();
        keys.addAll(List.of(published));
        publish();
    }

    void answer(String path, ResponseDefinitionBuilder answer) {
        wireMock.stubFor(any(urlPathEqualTo(path)).willReturn(answer));
    }

    /** Answers a form that has something in it; set after the answer to the others. */
    void answerForm(String path, String content, ResponseDefinitionBuilder answer) {
        wireMock.stubFor(
                any(urlPathEqualTo(path)).withRequestBody(containing(content)).willReturn(answer));
    }

    void json(String path, int status, Map<String, ?> body) {
        answer(path, json(status, JSON.writeValueAsString(body)));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** Answers the next exchanges with a good ID token for the login, but for what the test changes. */
    void tokensFor(PendingLogin login, Consumer<JWTClaimsSet.Builder> changes) {
        json("/token", 200, tokens(idToken(login, changes)));
    }

    void tokensFor(PendingLogin login) {
        tokensFor(login, claims -> {});
    }

    static Map<String, Object> tokens(String idToken) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", "at-s3cret");
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 3600);
        answer.put("refresh_token", "rt-s3cret");
        answer.put("scope", "openid");
        answer.put("id_token", idToken);
        return answer;
    }

    void refreshGives(String access, String refresh) {
        json("/token", 200, refreshed(access, refresh));
    }

    /** What a refresh gives, without an ID token; null for no new refresh token. */
    static Map<String, Object> refreshed(String access, String refresh) {
        Map<String, Object> answer = tokens("");
        answer.remove("id_token");
        answer.put("access_token", access);
        answer.put("refresh_token", refresh);
        if (refresh == null) {
            answer.remove("refresh_token");
        }
        return answer;
    }

    List<String> refreshTokensSent() {
        return requests("/token").stream()
                .map(request -> parameters(request.getBodyAsString()))
                .filter(form -> form.get("grant_type").equals("refresh_token"))
                .map(form -> form.get("refresh_token"))
                .toList();
    }

    String idToken(PendingLogin login, Consumer<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = claims(login);
        changes.accept(claims);
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims.build(), KEY);
    }

    JWTClaimsSet.Builder claims(PendingLogin login) {
        Date now = Date.from(Instant.now());
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject("ada")
                .audience(CLIENT)
                .issueTime(now)
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", login.secret("nonce").orElseThrow().reveal());
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    List<LoggedRequest> requests(String path) {
        return wireMock.findAll(anyRequestedFor(urlPathEqualTo(path)));
    }

    int count(String path) {
        return requests(path).size();
    }

    /** The callback that a browser brings back from a login that went well. */
    static Callback callback(PendingLogin login) {
        return Callback.parse("code=c0de&state=" + state(login));
    }

    static String state(PendingLogin login) {
        return login.secret(PendingLogin.STATE).orElseThrow().reveal();
    }

    /** The parameters of a query or a form. */
    static Map<String, String> parameters(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher parameters = PARAMETER.matcher(text.contains("?") ? text : "?" + text);
        while (parameters.find()) {
            found.put(parameters.group(1), URLDecoder.decode(parameters.group(2), StandardCharsets.UTF_8));
        }
        return found;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        wireMock.stop();
    }

    private void publish() {
        answer(issuerPath.replaceFirst("/$", "") + "/.well-known/openid-configuration", json(200, metadataText()));
        answer("/jwks", json(200, new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString()));
    }
}

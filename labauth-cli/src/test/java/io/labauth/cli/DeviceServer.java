package io.labauth.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;

/** A server where somebody confirms the code after the program has asked once. */
final class DeviceServer implements AutoCloseable {
    static final String USER_CODE = "WDJB-MJHT";
    static final String CLIENT = "app";
    static final String CLIENT_SECRET = "sesame";

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .stubRequestLoggingDisabled(true));

    private DeviceServer() {}

    static DeviceServer start() throws JOSEException {
        DeviceServer device = new DeviceServer();
        device.server.start();
        device.publish(new RSAKeyGenerator(2048).keyID("k1").generate());
        return device;
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** From now on nobody confirms a code any more. */
    void confirmNothing() {
        server.stubFor(
                any(urlEqualTo("/token")).willReturn(jsonResponse("{\"error\":\"authorization_pending\"}", 400)));
    }

    /** From now on no token is accepted. */
    void revokeTokens() {
        server.stubFor(any(urlEqualTo("/userinfo")).willReturn(unauthorized()));
    }

    /** From now on a session is refreshed for an application that proves who it is, and for no other. */
    void refreshForTheApplicationAlone() {
        server.stubFor(any(urlEqualTo("/token")).willReturn(jsonResponse("{\"error\":\"invalid_client\"}", 401)));
        server.stubFor(any(urlEqualTo("/token"))
                .withBasicAuth(CLIENT, CLIENT_SECRET)
                .withRequestBody(containing("grant_type=refresh_token"))
                .willReturn(jsonResponse(
                        "{\"access_token\":\"refreshed\",\"token_type\":\"Bearer\",\"expires_in\":3600}", 200)));
    }

    @Override
    public void close() {
        server.stop();
    }

    private void publish(RSAKey key) throws JOSEException {
        answer("/.well-known/openid-configuration", """
                {"issuer":"I","authorization_endpoint":"I/authorize","token_endpoint":"I/token","jwks_uri":"I/jwks",
                 "userinfo_endpoint":"I/userinfo",
                 "device_authorization_endpoint":"I/device"}""");
        answer("/jwks", new JWKSet(key).toPublicJWKSet().toString());
        answer("/userinfo", "{\"sub\":\"ada\"}");
        answer("/device", """
                {"device_code":"d","user_code":"%s","verification_uri":"I/code","expires_in":300,"interval":1}""".formatted(USER_CODE));
        server.stubFor(any(urlEqualTo("/token"))
                .inScenario("device")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{\"error\":\"authorization_pending\"}", 400))
                .willSetStateTo("confirmed"));
        server.stubFor(any(urlEqualTo("/token"))
                .inScenario("device")
                .whenScenarioStateIs("confirmed")
                .willReturn(jsonResponse(tokens(key), 200)));
    }

    private void answer(String path, String json) {
        server.stubFor(any(urlEqualTo(path)).willReturn(jsonResponse(json.replace("\"I", "\"" + issuer()), 200)));
    }

    private String tokens(RSAKey key) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .subject("ada")
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("name", "Ada")
                        .build());
        token.sign(new RSASSASigner(key));
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":1,\"refresh_token\":\"r\",\"id_token\":\""
                + token.serialize() + "\"}";
    }
}

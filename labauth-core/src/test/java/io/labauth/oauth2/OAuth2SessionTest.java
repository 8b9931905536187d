package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.json;
import static io.labauth.oauth2.TestServer.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.JWTClaimsSet;
import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.SecretFile;
import io.labauth.ServiceException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session does after the sign-in. */
@Timeout(30)
class OAuth2SessionTest {
    private final TestServer server = new TestServer();
    private final TestClock clock = new TestClock(Instant.now());
    private OAuth2Provider provider;
    private OAuth2Session session;

    @BeforeEach
    void signIn() {
        server.metadata("revocation_endpoint", server.at("/revoke").toString());
        server.metadata("end_session_endpoint", server.at("/logout").toString());
        provider = server.client().clock(clock).build();
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);
        session = provider.complete(login, callback(login));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void applyTo_putsTheTokenIntoTheHeader() {
        HttpRequest request = session.applyTo(HttpRequest.newBuilder(URI.create("https://data.example/")))
                .build();

        assertThat(request.headers().allValues("Authorization")).containsExactly("Bearer at-s3cret");
        assertThat(server.count("/token")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://data.example/", "http://127.0.0.1.evil.example/"})
    void applyTo_aPlainAddressElsewhere_isRefused(URI uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> session.applyTo(HttpRequest.newBuilder(uri)));
    }

    @ParameterizedTest
    @CsvSource({
        "name, Ada Lovelace",
        "preferred_username, ada.lovelace",
        "login, adalovelace",
        "email, ada@example.org",
    })
    void name_isTheFirstOfTheUsualClaimsThatSaysSomething(String claim, String value) {
        signInWith(claims -> claims.claim("name", "name".equals(claim) ? value : " ")
                .claim(claim, value)
                .claim("email", claim.equals("email") ? value : "other@example.org"));

        assertThat(session.name()).isEqualTo(value);
    }

    @Test
    void name_whereNoClaimSaysIt_isEmpty() {
        assertThat(session.name()).isEmpty();
    }

    @Test
    void claim_isTheTextOfAPlainValueAndNothingElse() {
        signInWith(claims -> claims.claim("verified", true)
                .claim("level", 3)
                .claim("groups", List.of("lab"))
                .claim("nickname", " "));

        assertThat(session.claim("verified")).contains("true");
        assertThat(session.claim("level")).contains("3");
        assertThat(session.claim("groups")).isEmpty();
        assertThat(session.claim("nickname")).isEmpty();
        assertThat(session.claim("absent")).isEmpty();
        assertThat(session.claims()).containsEntry("groups", List.of("lab"));
    }

    @ParameterizedTest
    @CsvSource({"true, ada@example.org", "false, ''"})
    void email_isThereUnlessTheServiceSaysThatItIsNotVerified(boolean verified, String email) {
        signInWith(claims -> claims.claim("email", "ada@example.org").claim("email_verified", verified));

        assertThat(provider.email(session)).isEqualTo(email);
    }

    @Test
    void provider_namesThePersonToApplications() {
        signInWith(claims -> claims.claim("name", "Ada Lovelace"));

        assertThat(provider.displayName(session)).isEqualTo("Ada Lovelace");
        assertThat(provider.subject(session)).isEqualTo("ada");
        assertThat(provider.email(session)).isEmpty();
        assertThat(provider).hasToString("OAuth2Provider[" + provider.serviceName() + "]");
    }

    @Test
    void complete_withoutTheClaimThatIdentifies_isRefused() {
        provider = server.clientIdentifiedBy("orcid").clock(clock).build();

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> signInWith(claims -> claims.claim("orcid", " ")))
                .withMessageContaining("lacks orcid");
    }

    @Test
    void userInfo_tellsWhomTheServiceTakesTheTokenForNow() {
        server.json("/userinfo", 200, Map.of("sub", "ada", "name", "Ada"));

        assertThat(askedAnew().userInfo()).contains(Map.of("sub", "ada", "name", "Ada"));
    }

    @Test
    void userInfo_whenTheTokenWasRevoked_isRefused() {
        server.answer("/userinfo", json(401, ""));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(askedAnew()::userInfo)
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
    }

    @Test
    void userInfo_ofSomebodyElse_isRefused() {
        server.json("/userinfo", 200, Map.of("sub", "eve"));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(askedAnew()::userInfo)
                .returns(Reason.IDENTITY_MISMATCH, AuthenticationException::reason);
    }

    @Test
    void userInfo_whereNobodyCanBeAsked_isEmpty() {
        assertThat(session.userInfo()).isEmpty();
    }

    @Test
    void revoke_revokesBothTokens() {
        server.answer("/revoke", json(200, ""));

        session.revoke();

        assertThat(server.requests("/revoke"))
                .extracting(request -> parameters(request.getBodyAsString()).get("token"))
                .containsExactly("rt-s3cret", "at-s3cret");
    }

    @Test
    void revoke_whereOnlyRefreshTokensCanBeRevoked_isDone() {
        server.answer("/revoke", json(400, "{\"error\":\"unsupported_token_type\"}"));
        server.answerForm("/revoke", "token=rt-s3cret", json(200, ""));

        session.revoke();

        assertThat(server.count("/revoke")).isEqualTo(2);
    }

    @Test
    void revoke_whereTheAccessTokenEndsWithTheRefreshToken_isDone() {
        server.answer("/revoke", json(400, "{\"error\":\"invalid_token\"}"));
        server.answerForm("/revoke", "token=rt-s3cret", json(200, ""));

        session.revoke();

        assertThat(server.count("/revoke")).isEqualTo(2);
    }

    @Test
    void revoke_whereTheApplicationIsRefused_saysSo() {
        server.answer("/revoke", json(401, "{\"error\":\"invalid_client\"}"));
        server.answerForm("/revoke", "token=rt-s3cret", json(200, ""));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(session::revoke)
                .returns(AuthenticationException.Reason.CLIENT_REFUSED, AuthenticationException::reason);
    }

    @Test
    void revoke_whenItFails_saysSo() {
        server.json("/revoke", 503, Map.of("error", "temporarily_unavailable"));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::revoke);

        server.json("/revoke", 400, Map.of("error", "unsupported_token_type"));
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(session::revoke)
                .returns("unsupported_token_type", e -> e.errorCode().orElseThrow());
    }

    @Test
    void revoke_andLogout_whereTheServerOffersNeither() {
        server.metadata("revocation_endpoint", null);
        server.metadata("end_session_endpoint", null);
        OAuth2Session elsewhere = server.client().build().restore(session.save());

        assertThatIllegalStateException().isThrownBy(elsewhere::revoke);
        assertThat(elsewhere.logoutUrl(null)).isEmpty();
    }

    @Test
    void logoutUrl_namesTheSessionAndTheWayBack() {
        URI url = session.logoutUrl(URI.create("https://lab.example/bye")).orElseThrow();

        assertThat(url.toString()).startsWith(server.at("/logout?") + "");
        assertThat(parameters(url.getRawQuery()))
                .containsEntry("client_id", TestServer.CLIENT)
                .containsEntry("post_logout_redirect_uri", "https://lab.example/bye")
                .containsKey("id_token_hint");
    }

    @Test
    void logoutUrl_afterARefreshWithoutAnIdToken_stillNamesTheSession() {
        String before = hint();
        server.refreshGives("at-2", "rt-2");

        session.refresh();

        assertThat(hint()).isEqualTo(before);
    }

    @Test
    void save_andRestore_giveTheSameSessionWithoutAskingAnybody(@TempDir Path directory) {
        SecretFile file = new SecretFile(directory.resolve("session"));
        session.whenRefreshed(fresh -> file.write(fresh.save()));
        server.refreshGives("at-2", "rt-2");
        session.refresh();
        int requests = server.count("/token");

        OAuth2Session restored =
                server.client().clock(clock).build().restore(file.read().orElseThrow());

        assertThat(restored.claims()).isEqualTo(session.claims());
        assertThat(restored.subject()).isEqualTo("ada");
        assertThat(restored.accessToken()).isEqualTo(Secret.of("at-2"));
        assertThat(restored.scopes()).isEqualTo(session.scopes());
        assertThat(restored.expiresAt().orElseThrow())
                .isCloseTo(
                        session.expiresAt().orElseThrow(),
                        org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.SECONDS));
        assertThat(restored.logoutUrl(null)).isPresent().isEqualTo(session.logoutUrl(null));
        assertThat(server.count("/token")).isEqualTo(requests);
        restored.refresh();
        assertThat(server.refreshTokensSent()).endsWith("rt-2");
    }

    @Test
    void restore_ofWhatIsNoSession_orAnothers_isRefused() {
        OAuth2Provider other = OAuth2Provider.builder(server.issuer(), "other").build();

        assertThatIllegalArgumentException().isThrownBy(() -> other.restore(session.save()));
        for (String text :
                List.of("x", "{}", "[]", "{\"format\":7}", session.save().reveal() + "x")) {
            assertThatIllegalArgumentException().isThrownBy(() -> provider.restore(Secret.of(text)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        provider.restore(Secret.of(session.save().reveal().replace("\"access_token\"", "\"access\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "[1, -1e999]", "{\"a\": 1.5, \"b\": [{\"c\": 1e999}]}"})
    void restore_ofANumberThatCannotBeWrittenAgain_isRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> provider.restore(withClaim(number)));
    }

    @Test
    void restore_keepsClaimsOfEveryForm() {
        Map<String, Object> claims = provider.restore(withClaim("{\"b\": [1, 2.5, null, true, {\"c\": []}]}"))
                .claims();

        assertThat(claims)
                .containsEntry("extra", Map.of("b", Arrays.asList(1, 2.5, null, true, Map.of("c", List.of()))));
    }

    private Secret withClaim(String json) {
        return Secret.of(session.save().reveal().replace("\"claims\":{", "\"claims\":{\"extra\":" + json + ","));
    }

    private void signInWith(Consumer<JWTClaimsSet.Builder> claims) {
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login, claims);
        session = provider.complete(login, callback(login));
    }

    /** The session at a provider that has just read that there is a user-info endpoint. */
    private OAuth2Session askedAnew() {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        return server.client().clock(clock).build().restore(session.save());
    }

    private String hint() {
        return parameters(session.logoutUrl(null).orElseThrow().getRawQuery()).get("id_token_hint");
    }
}

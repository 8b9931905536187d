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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    @Test
    void applyTo_whenTheTokenIsAboutToEnd_refreshesItBefore() {
        refreshGives("at-2", "rt-2");
        clock.pass(Duration.ofMinutes(59).plusSeconds(31));

        HttpRequest request = session.applyTo(HttpRequest.newBuilder(URI.create("https://data.example/")))
                .build();

        assertThat(request.headers().firstValue("Authorization")).contains("Bearer at-2");
    }

    @Test
    void applyTo_beforeTheTokenIsAboutToEnd_asksNobody() {
        clock.pass(Duration.ofMinutes(59).plusSeconds(28));

        applied();

        assertThat(server.count("/token")).isOne();
    }

    @Test
    void applyTo_whenTheTokenEndsAndCannotBeRefreshed_leavesItToTheService() {
        session = provider.restore(withoutRefreshToken(session.save()));
        clock.pass(Duration.ofHours(2));

        assertThat(applied()).isEqualTo("Bearer at-s3cret");
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
    void refresh_tellsWhoeverAskedToBeTold() {
        List<OAuth2Session> told = new ArrayList<>();
        refreshGives("at-2", "rt-2");

        OAuth2Session refreshed = session.whenRefreshed(told::add).refresh();

        assertThat(told).containsExactly(session);
        assertThat(refreshed).isSameAs(session);
    }

    @Test
    void refresh_sendsTheNewestRefreshToken() {
        refreshGives("at-2", "rt-2");
        session.refresh();
        refreshGives("at-3", null);
        session.refresh();
        session.refresh();

        assertThat(session.accessToken()).isEqualTo(Secret.of("at-3"));
        assertThat(refreshTokensSent()).containsExactly("rt-s3cret", "rt-2", "rt-2");
    }

    @Test
    void whenRefreshed_anActionThatUsesTheSession_takesItsNewTokens() {
        List<String> told = new ArrayList<>();
        Map<String, Object> brief = refreshed("at-2", "rt-2");
        brief.put("expires_in", 20);
        server.json("/token", 200, brief);

        session.whenRefreshed(fresh -> {
                    told.add(applied());
                    told.add(fresh.refresh().accessToken().reveal());
                })
                .refresh();

        assertThat(told).containsExactly("Bearer at-2", "at-2");
        assertThat(refreshTokensSent()).containsExactly("rt-s3cret");
    }

    @Test
    void whenRefreshed_anActionThatWaitsForAnother_letsThatOneHaveTheTokens() throws Exception {
        refreshGives("at-2", "rt-2");
        clock.pass(Duration.ofHours(2));
        session.whenRefreshed(fresh ->
                assertThat(CompletableFuture.supplyAsync(this::applied).join()).isEqualTo("Bearer at-2"));

        assertThat(applied()).isEqualTo("Bearer at-2");
    }

    @Test
    void whenRefreshed_whileTheActionWaits_anotherRefreshDoesNot_andIsToldAfterwards() {
        List<String> told = new ArrayList<>();
        refreshGives("at-2", "rt-2");
        session.whenRefreshed(fresh -> {
            if (told.isEmpty()) {
                refreshGives("at-3", "rt-3");
                CompletableFuture.supplyAsync(session::refresh).join();
            }
            told.add(fresh.accessToken().reveal());
        });

        session.refresh();

        assertThat(told).containsExactly("at-3", "at-3");
    }

    @Test
    void whenRefreshed_whatTheActionThrows_reachesWhoRefreshed_andTheTokensAreThere() {
        refreshGives("at-2", "rt-2");
        session.whenRefreshed(fresh -> {
            throw new IllegalStateException("The disk is full.");
        });

        assertThatIllegalStateException().isThrownBy(session::refresh);
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-2"));
    }

    @Test
    void refresh_byManyThreads_isOneRequest() throws Exception {
        server.answer(
                "/token",
                json(200, TestServer.JSON.writeValueAsString(refreshed("at-2", "rt-2")))
                        .withFixedDelay(300));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        clock.pass(Duration.ofHours(2));

        List<CompletableFuture<HttpRequest>> requests = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return session.applyTo(HttpRequest.newBuilder(URI.create("https://data.example/")))
                                    .build();
                        },
                        threads))
                .limit(8)
                .toList();
        start.countDown();

        assertThat(requests)
                .allSatisfy(request -> assertThat(request.join().headers().firstValue("Authorization"))
                        .contains("Bearer at-2"));
        assertThat(refreshTokensSent()).containsExactly("rt-s3cret");
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "bad_refresh_token"})
    void refresh_whenItIsRefused_meansThatTheSessionHasEnded(String error) {
        server.json("/token", 400, Map.of("error", error));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(session::refresh)
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-s3cret"));
    }

    @Test
    void refresh_whenTheServerCannotNow_keepsTheSession() {
        server.json("/token", 503, Map.of());
        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::refresh);

        refreshGives("at-2", "rt-2");

        assertThat(session.refresh().accessToken()).isEqualTo(Secret.of("at-2"));
    }

    @Test
    void refresh_whenAnIdTokenOfSomebodyElseComes_isRefused() {
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login, claims -> claims.subject("eve"));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(session::refresh)
                .returns(Reason.IDENTITY_MISMATCH, AuthenticationException::reason);
        assertThat(session.subject()).isEqualTo("ada");
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-s3cret"));
    }

    @Test
    void refresh_whereAnotherClaimThanSubIdentifies_comparesSubAllTheSame() {
        provider = identifiedBy("orcid");
        signInWith(claims -> claims.claim("orcid", "0000-0001-2345-6789"));
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);

        assertThat(session.refresh().subject()).isEqualTo("0000-0001-2345-6789");

        server.tokensFor(login, claims -> claims.subject("eve").claim("orcid", "0000-0001-2345-6789"));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(session::refresh)
                .returns(Reason.IDENTITY_MISMATCH, AuthenticationException::reason);
    }

    @Test
    void complete_withoutTheClaimThatIdentifies_isRefused() {
        provider = identifiedBy("orcid");

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> signInWith(claims -> claims.claim("orcid", " ")))
                .withMessageContaining("lacks orcid");
    }

    @Test
    void refresh_whenTheIdTokenCannotBeChecked_keepsTheNewRefreshToken() {
        String idToken = hint();
        session = server.client().clock(clock).build().restore(session.save());
        List<String> saved = new ArrayList<>();
        session.whenRefreshed(fresh -> saved.add(fresh.save().reveal()));
        Map<String, Object> answer = refreshed("at-2", "rt-2");
        answer.put("id_token", idToken);
        server.json("/token", 200, answer);
        server.answer("/jwks", json(503, ""));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::refresh);
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-s3cret"));
        assertThat(saved).singleElement().asString().contains("rt-2").doesNotContain("at-2");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::refresh);

        assertThat(refreshTokensSent()).containsExactly("rt-s3cret", "rt-2");
    }

    @Test
    void refresh_withoutARefreshToken_saysSo() {
        PendingLogin login = provider.begin(CALLBACK);
        Map<String, Object> answer = TestServer.tokens(server.idToken(login, claims -> {}));
        answer.remove("refresh_token");
        server.json("/token", 200, answer);
        OAuth2Session brief = provider.complete(login, callback(login));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(brief::refresh)
                .withMessageContaining("offline_access")
                .returns(Reason.SESSION_EXPIRED, AuthenticationException::reason);
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
        refreshGives("at-2", "rt-2");

        session.refresh();

        assertThat(hint()).isEqualTo(before);
    }

    @Test
    void save_andRestore_giveTheSameSessionWithoutAskingAnybody(@TempDir Path directory) {
        SecretFile file = new SecretFile(directory.resolve("session"));
        session.whenRefreshed(fresh -> file.write(fresh.save()));
        refreshGives("at-2", "rt-2");
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
        assertThat(refreshTokensSent()).endsWith("rt-2");
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

    private OAuth2Provider identifiedBy(String claim) {
        return OAuth2Provider.builder(
                        new OAuth2Service("Lab", server.issuer(), null, List.of("openid"), claim), TestServer.CLIENT)
                .clock(clock)
                .build();
    }

    private void signInWith(Consumer<JWTClaimsSet.Builder> claims) {
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login, claims);
        session = provider.complete(login, callback(login));
    }

    private String applied() {
        return session.applyTo(HttpRequest.newBuilder(URI.create("https://data.example/")))
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
    }

    private static Secret withoutRefreshToken(Secret saved) {
        return Secret.of(saved.reveal().replaceAll("\"refresh_token\":\"[^\"]*\",?", ""));
    }

    private String hint() {
        return parameters(session.logoutUrl(null).orElseThrow().getRawQuery()).get("id_token_hint");
    }

    private void refreshGives(String access, String refresh) {
        server.json("/token", 200, refreshed(access, refresh));
    }

    private static Map<String, Object> refreshed(String access, String refresh) {
        Map<String, Object> answer = TestServer.tokens("");
        answer.remove("id_token");
        answer.put("access_token", access);
        answer.put("refresh_token", refresh);
        if (refresh == null) {
            answer.remove("refresh_token");
        }
        return answer;
    }

    private List<String> refreshTokensSent() {
        return server.requests("/token").stream()
                .map(request -> parameters(request.getBodyAsString()))
                .filter(form -> form.get("grant_type").equals("refresh_token"))
                .map(form -> form.get("refresh_token"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

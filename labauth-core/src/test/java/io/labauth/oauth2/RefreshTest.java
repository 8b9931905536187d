package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.json;
import static io.labauth.oauth2.TestServer.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.JWTClaimsSet;
import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session gets new tokens, and who learns of it. */
@Timeout(30)
class RefreshTest {
    private final TestServer server = new TestServer();
    private final TestClock clock = new TestClock(Instant.now());
    private OAuth2Provider provider;
    private OAuth2Session session;

    @BeforeEach
    void signIn() {
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
    void applyTo_whenTheTokenIsAboutToEnd_refreshesItBefore() {
        server.refreshGives("at-2", "rt-2");
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

    @Test
    void refresh_tellsWhoeverAskedToBeTold() {
        List<OAuth2Session> told = new ArrayList<>();
        server.refreshGives("at-2", "rt-2");

        OAuth2Session refreshed = session.whenRefreshed(told::add).refresh();

        assertThat(told).containsExactly(session);
        assertThat(refreshed).isSameAs(session);
    }

    @Test
    void refresh_sendsTheNewestRefreshToken() {
        server.refreshGives("at-2", "rt-2");
        session.refresh();
        server.refreshGives("at-3", null);
        session.refresh();
        session.refresh();

        assertThat(session.accessToken()).isEqualTo(Secret.of("at-3"));
        assertThat(server.refreshTokensSent()).containsExactly("rt-s3cret", "rt-2", "rt-2");
    }

    @Test
    void whenRefreshed_anActionThatUsesTheSession_takesItsNewTokens() {
        List<String> told = new ArrayList<>();
        Map<String, Object> brief = TestServer.refreshed("at-2", "rt-2");
        brief.put("expires_in", 20);
        server.json("/token", 200, brief);

        session.whenRefreshed(fresh -> {
                    told.add(applied());
                    told.add(fresh.refresh().accessToken().reveal());
                })
                .refresh();

        assertThat(told).containsExactly("Bearer at-2", "at-2");
        assertThat(server.refreshTokensSent()).containsExactly("rt-s3cret");
    }

    @Test
    void whenRefreshed_anActionThatWaitsForAnother_letsThatOneHaveTheTokens() throws Exception {
        server.refreshGives("at-2", "rt-2");
        clock.pass(Duration.ofHours(2));
        session.whenRefreshed(fresh ->
                assertThat(CompletableFuture.supplyAsync(this::applied).join()).isEqualTo("Bearer at-2"));

        assertThat(applied()).isEqualTo("Bearer at-2");
    }

    @Test
    void whenRefreshed_whileTheActionWaits_anotherRefreshDoesNot_andIsToldAfterwards() {
        List<String> told = new ArrayList<>();
        server.refreshGives("at-2", "rt-2");
        session.whenRefreshed(fresh -> {
            if (told.isEmpty()) {
                server.refreshGives("at-3", "rt-3");
                CompletableFuture.supplyAsync(session::refresh).join();
            }
            told.add(fresh.accessToken().reveal());
        });

        session.refresh();

        assertThat(told).containsExactly("at-3", "at-3");
    }

    @Test
    void whenRefreshed_whatTheActionThrows_reachesWhoRefreshed_andTheTokensAreThere() {
        server.refreshGives("at-2", "rt-2");
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
                json(200, TestServer.JSON.writeValueAsString(TestServer.refreshed("at-2", "rt-2")))
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
        assertThat(server.refreshTokensSent()).containsExactly("rt-s3cret");
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

        server.refreshGives("at-2", "rt-2");

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
        provider = server.clientIdentifiedBy("orcid").clock(clock).build();
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
    void refresh_whenTheIdTokenCannotBeChecked_keepsTheNewRefreshToken() {
        String idToken = hint();
        session = server.client().clock(clock).build().restore(session.save());
        List<String> saved = new ArrayList<>();
        session.whenRefreshed(fresh -> saved.add(fresh.save().reveal()));
        Map<String, Object> answer = TestServer.refreshed("at-2", "rt-2");
        answer.put("id_token", idToken);
        server.json("/token", 200, answer);
        server.answer("/jwks", json(503, ""));

        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::refresh);
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-s3cret"));
        assertThat(saved).singleElement().asString().contains("rt-2").doesNotContain("at-2");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(session::refresh);

        assertThat(server.refreshTokensSent()).containsExactly("rt-s3cret", "rt-2");
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

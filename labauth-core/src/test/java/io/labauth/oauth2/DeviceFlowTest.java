package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.json;
import static io.labauth.oauth2.TestServer.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.labauth.AuthenticationException;
import io.labauth.DeviceCode;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in on another device; time passes where the flow would wait. */
@Timeout(30)
class DeviceFlowTest {
    private static final String PENDING = "{\"error\":\"authorization_pending\"}";
    private static final String SLOW_DOWN = "{\"error\":\"slow_down\"}";

    private final TestServer server = new TestServer();
    private final TestClock clock = new TestClock(Instant.now());
    private final List<DeviceCode> shown = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final Deque<Runnable> duringWaits = new ArrayDeque<>();
    private OAuth2Provider provider;

    @BeforeEach
    void start() {
        server.metadata("device_authorization_endpoint", server.at("/device").toString());
        server.answer("/device", json(200, TestServer.JSON.writeValueAsString(deviceAnswer())));
        provider = server.client().scopes("data").clock(clock).pause(this::pass).build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signIn_showsTheCodeAndAsksAtTheServersInterval() {
        answers(PENDING, PENDING, tokens());

        OAuth2Session session = provider.signInOnDevice(shown::add);

        assertThat(shown)
                .containsExactly(new DeviceCode(
                        "WDJB-MJHT",
                        URI.create("https://login.example/device"),
                        URI.create("https://login.example/device?user_code=WDJB-MJHT"),
                        Duration.ofMinutes(10)));
        assertThat(shown.get(0).toString()).doesNotContain("WDJB");
        assertThat(waits).containsExactly(7L, 7L, 7L);
        assertThat(session.accessToken().reveal()).isEqualTo("at-s3cret");
        assertThat(parameters(server.requests("/device").get(0).getBodyAsString()))
                .containsEntry("client_id", TestServer.CLIENT)
                .containsEntry("scope", "data");
        assertThat(parameters(server.requests("/token").get(0).getBodyAsString()))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "dc-s3cret");
    }

    @Test
    void signIn_whenToldToSlowDown_waitsFiveSecondsMoreFromThenOn() {
        answers(SLOW_DOWN, PENDING, SLOW_DOWN, tokens());

        provider.signInOnDevice(shown::add);

        assertThat(waits).containsExactly(7L, 12L, 12L, 17L);
    }

    @Test
    void signIn_withoutAnInterval_waitsFiveSeconds() {
        Map<String, Object> answer = deviceAnswer();
        answer.remove("interval");
        signsInAfterFiveSeconds(answer);
    }

    @Test
    void signIn_withAnIntervalOfNothing_waitsFiveSeconds() {
        Map<String, Object> answer = deviceAnswer();
        answer.put("interval", 0);
        signsInAfterFiveSeconds(answer);
    }

    private void signsInAfterFiveSeconds(Map<String, Object> answer) {
        server.json("/device", 200, answer);
        answers(tokens());

        provider.signInOnDevice(shown::add);

        assertThat(waits).containsExactly(5L);
    }

    @Test
    void signIn_whenTheServerFailsMeanwhile_goesOnMoreSlowly() {
        duringWaits.add(() -> server.answer("/token", json(503, "").withHeader("Retry-After", "20")));
        duringWaits.add(() -> server.answer("/token", WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        duringWaits.add(() -> server.answer("/token", json(200, tokens())));

        provider.signInOnDevice(shown::add);

        assertThat(waits).containsExactly(7L, 20L, 40L);
    }

    @ParameterizedTest
    @CsvSource({"429, , 14", "500, , 14", "429, 3, 7", "503, 300, 120"})
    void signIn_whenTheServerIsBusy_waitsAsLongAsItSaysOrTwiceAsLong_withinBounds(
            int status, @Nullable String retryAfter, long wait) {
        ResponseDefinitionBuilder busy = json(status, "");
        duringWaits.add(
                () -> server.answer("/token", retryAfter == null ? busy : busy.withHeader("Retry-After", retryAfter)));
        answers(tokens());

        provider.signInOnDevice(shown::add);

        assertThat(waits).containsExactly(7L, wait);
    }

    @Test
    void signIn_withGooglesNameOfTheAddress_showsIt() {
        Map<String, Object> answer = deviceAnswer();
        answer.put("verification_url", answer.remove("verification_uri"));
        answer.remove("verification_uri_complete");
        server.json("/device", 200, answer);
        answers(tokens());

        provider.signInOnDevice(shown::add);

        assertThat(shown)
                .extracting(DeviceCode::verificationUri)
                .containsExactly(URI.create("https://login.example/device"));
    }

    @Test
    void signIn_whenNobodyConfirms_endsWithTheCode() {
        server.answer("/token", json(400, PENDING));

        LoginException e = catchThrowableOfType(LoginException.class, () -> provider.signInOnDevice(shown::add));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.TIMED_OUT);
        assertThat(waits.stream().mapToLong(Long::longValue).sum()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({"access_denied, DENIED", "expired_token, TIMED_OUT"})
    void signIn_whenTheServerEndsIt_saysWhy(String error, LoginException.Reason reason) {
        answers("{\"error\":\"" + error + "\"}");

        LoginException e = catchThrowableOfType(LoginException.class, () -> provider.signInOnDevice(shown::add));

        assertThat(e.reason()).isEqualTo(reason);
        assertThat(waits).hasSize(1);
    }

    @Test
    void signIn_whenTheThreadIsInterrupted_isCancelledAndStaysInterrupted() {
        duringWaits.add(() -> Thread.currentThread().interrupt());

        LoginException e = catchThrowableOfType(LoginException.class, () -> provider.signInOnDevice(shown::add));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.count("/token")).isZero();
    }

    @Test
    void signIn_whenTheWaitItselfIsInterrupted_isCancelled() {
        OAuth2Provider waiting = server.client().scopes("data").build();

        LoginException e = catchThrowableOfType(
                LoginException.class,
                () -> waiting.signInOnDevice(code -> Thread.currentThread().interrupt()));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device", "/.well-known/openid-configuration", "/token", "/userinfo"})
    void signIn_whenTheThreadIsInterruptedInACall_isCancelled(String path) throws Exception {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        server.answer("/token", json(200, tokens()));
        server.answer(path, json(200, "{}").withFixedDelay(20_000));
        Thread waiting = Thread.currentThread();
        CompletableFuture<Void> interrupted = CompletableFuture.runAsync(() -> {
            while (server.count(path) == 0) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
        });

        LoginException e = catchThrowableOfType(LoginException.class, () -> provider.signInOnDevice(shown::add));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        interrupted.join();
    }

    @Test
    void signIn_ofAnotherFault_ends() {
        answers("{\"error\":\"invalid_grant\"}");
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> provider.signInOnDevice(shown::add));

        answers("{\"error\":\"unsupported_grant_type\"}");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> provider.signInOnDevice(shown::add));
    }

    @Test
    void signIn_whereThereIsNoSuchThing_saysSo() {
        server.metadata("device_authorization_endpoint", null);

        assertThatIllegalStateException()
                .isThrownBy(() -> server.client().build().signInOnDevice(shown::add))
                .withMessageStartingWith("127.0.0.1 offers no sign-in on another device")
                .withMessageContaining("use the browser");
    }

    @Test
    void withoutBrowser_pointsToTheOtherDeviceOnceTheServiceIsKnownToOfferIt() {
        assertThat(provider.withoutBrowser()).isEmpty();
        provider.begin(TestServer.CALLBACK);
        assertThat(provider.withoutBrowser()).contains("signInOnDevice");

        server.metadata("device_authorization_endpoint", null);
        OAuth2Provider without = server.client().build();
        without.begin(TestServer.CALLBACK);
        assertThat(without.withoutBrowser()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"device_code", "user_code", "verification_uri", "expires_in"})
    void anAnswerThatLacksSomething_isRefused(String name) {
        for (Object wrong : Arrays.asList(null, Map.of(), List.of(1))) {
            Map<String, Object> answer = deviceAnswer();
            answer.put(name, wrong);
            server.json("/device", 200, answer);

            assertThat(catchThrowableOfType(LabAuthException.class, () -> provider.signInOnDevice(shown::add)))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageNotContaining("dc-s3cret");
        }
        assertThat(shown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "verification_uri, javascript:alert(1)",
        "verification_uri, http://login.example/device",
        "verification_uri_complete, file:///etc/passwd",
        "user_code, '\u001b[2Jclean'",
        "user_code, 'a\nb'",
    })
    void anAnswerThatMustNotBeShown_isRefused(String name, String value) {
        Map<String, Object> answer = deviceAnswer();
        answer.put(name, value);
        server.json("/device", 200, answer);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> provider.signInOnDevice(shown::add));
        assertThat(shown).isEmpty();
    }

    private void pass(Duration time) {
        waits.add(time.toSeconds());
        clock.pass(time);
        if (!duringWaits.isEmpty()) {
            duringWaits.remove().run();
        }
    }

    /** What the token endpoint says, one answer after each wait. */
    private void answers(String... bodies) {
        for (String body : bodies) {
            duringWaits.add(() -> server.answer("/token", json(body.contains("error") ? 400 : 200, body)));
        }
    }

    private static String tokens() {
        Map<String, Object> answer = TestServer.tokens("");
        answer.remove("id_token");
        return TestServer.JSON.writeValueAsString(answer);
    }

    private static Map<String, Object> deviceAnswer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", "dc-s3cret");
        answer.put("user_code", "WDJB-MJHT");
        answer.put("verification_uri", "https://login.example/device");
        answer.put("verification_uri_complete", "https://login.example/device?user_code=WDJB-MJHT");
        answer.put("expires_in", 600);
        answer.put("interval", 7);
        return answer;
    }
}

package io.labauth.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application's answers mean, also those that a right one never gives. */
class ApplicationKeyServiceTest {
    private static final String KEY = "lab_0123456789abcdef";
    private static final String PROBLEM = "application/problem+json";

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void list_asksByTheKeyAndGivesEachRow() {
        answer(200, "application/json", """
                {"keys": [{"id": "k1", "firstCharacters": "lab_k1", "owner": "ada", "note": "Plots",
                  "scopes": ["keys:read"], "endsWithSession": false, "createdAt": "2026-11-01T10:00:00Z"}]}""");

        List<KeyRow> keys = service("").list();

        assertThat(keys)
                .containsExactly(new KeyRow(
                        "k1",
                        "lab_k1",
                        "Plots",
                        Instant.parse("2026-11-01T10:00:00Z"),
                        null,
                        null,
                        List.of("keys:read")));
        server.verify(getRequestedFor(urlEqualTo("/api/keys")).withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void address_withAPath_isThatOfTheApplication() {
        answer(200, "application/json", "{\"keys\": []}");

        assertThat(service("/lab/").list()).isEmpty();

        server.verify(getRequestedFor(urlEqualTo("/lab/api/keys")));
    }

    @Test
    void revoke_putsNoSlashOfTheIdIntoThePath() {
        answer(204, "application/json", "");

        assertThat(service("").revoke("a/../b")).isTrue();

        server.verify(deleteRequestedFor(urlEqualTo("/api/keys/a%2F..%2Fb")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\": 7}", "{\"keys\": [7]}", "<html>Sign in</html>"})
    void list_whenTheAnswerIsOfAnotherShape_isAFailureOfTheService(String body) {
        answer(200, "application/json", body);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> service("").list());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 418, 500, 503})
    void list_whenTheStatusIsAnother_isAFailureOfTheService(int status) {
        answer(status, "text/html", "<html>" + KEY + "</html>");

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> service("").list())
                .satisfies(e -> assertThat(e.status()).isEqualTo(status))
                .withMessageNotContaining(KEY);
    }

    @Test
    void list_whenTooManyAsk_saysHowLongToWait() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "60")));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> service("").list())
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({"400, 2", "401, 3", "403, 4", "404, 2", "409, 2"})
    void problem_isOneSentenceAndTheExitCodeOfItsKind(int status, int exitCode) {
        answer(status, PROBLEM, "{\"status\": 400, \"detail\": \"The note\\n is\\u001b[31m long.\"}");

        Failure failure = Failure.of(catchThrowable(() -> service("").list()));

        assertThat(failure.exitCode()).isEqualTo(exitCode);
        assertThat(failure.message()).contains(": The note is [31m long.").doesNotContain("\u001b", "\n", "{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "{\"detail\": 7}", "{\"detail\": \"\"}", "{\"detail\": \"" + KEY + "\"}", "<"})
    void problem_withoutAUsableDetail_isToldWithout(String body) {
        answer(401, PROBLEM, body);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> service("").list())
                .withMessageStartingWith("The application does not accept the key. Make another")
                .withMessageNotContaining(KEY);
    }

    @Test
    void whoAmI_whereTheKeyMayNotList_isContent() {
        answer(403, PROBLEM, "{\"status\": 403, \"detail\": \"The scope keys:read is missing.\"}");

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> service("").list());
        assertThat(new ApplicationAccount(new SavedCredential(
                                "lab",
                                Service.APPLICATION,
                                server.baseUrl(),
                                "",
                                Instant.EPOCH,
                                Map.of(),
                                Map.of("key", Secret.of(KEY))))
                        .whoAmI())
                .contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ada:x@lab.example.org", "https://lab.example.org?a=b", "https://lab.example.org#a"})
    void address_withMoreThanAPlace_isRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApplicationKeyService(URI.create(address), Secret.of(KEY)));
    }

    @Test
    void key_overPlainHttpElsewhere_isNotSent() {
        ApplicationKeyService elsewhere =
                new ApplicationKeyService(URI.create("http://lab.example.org"), Secret.of(KEY));

        assertThat(catchThrowable(elsewhere::list))
                .isInstanceOf(RuntimeException.class)
                .message()
                .doesNotContain(KEY);
    }

    private void answer(int status, String type, String body) {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", type)
                        .withBody(body)));
    }

    private ApplicationKeyService service(String path) {
        return new ApplicationKeyService(URI.create(server.baseUrl() + path), Secret.of(KEY));
    }
}

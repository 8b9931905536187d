package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.PendingLogin;
import io.labauth.ServiceException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the token and user-info endpoints, in every shape. */
@Timeout(30)
class TokenAnswerTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token_type", "id_token"})
    void anAnswerThatLacksSomething_isRefused(String name) {
        assertThat(failureOf(answer -> answer.remove(name))).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires_in", "refresh_token", "scope"})
    void anAnswerThatLacksWhatMayBeLacking_isASession(String name) {
        PendingLogin login = begin();
        Map<String, Object> answer = good(login);
        answer.remove(name);
        server.json("/token", 200, answer);

        OAuth2Session session = server.client().build().complete(login, callback(login));

        assertThat(session.scopes()).containsExactly("openid");
        assertThat(session.expiresAt().isPresent()).isNotEqualTo(name.equals("expires_in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token_type", "refresh_token", "scope", "id_token"})
    void anAnswerOfTheWrongType_isRefused(String name) {
        for (Object wrong : new Object[] {7, true, List.of("x"), Map.of("a", 1)}) {
            assertThat(failureOf(answer -> answer.put(name, wrong)))
                    .as(name + " " + wrong)
                    .isInstanceOf(ServiceException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"})
    void anAnswerThatSaysSomethingTwice_isRefused(String name) {
        PendingLogin login = begin();
        String once = TestServer.JSON.writeValueAsString(good(login));
        server.answer("/token", json(200, once.replaceFirst("\\{", "{\"" + name + "\":\"x\",")));

        assertThat(failure(login)).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac", "DPoP", "N_A"})
    void aTokenThatIsNoBearerToken_isRefused(String type) {
        assertThat(failureOf(answer -> answer.put("token_type", type))).isInstanceOf(ServiceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "3600.0", "\"3600\"", "99999999999999", "0"})
    void anyLifetime_isASession(String lifetime) {
        PendingLogin login = begin();
        String text = TestServer.JSON.writeValueAsString(good(login)).replace("3600", lifetime);
        server.answer("/token", json(200, text));

        assertThat(server.client().build().complete(login, callback(login)).subject())
                .isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "7", "{", "<html>Please sign in</html>", "access_token=x&token_type=bearer"})
    void anAnswerThatIsNoObject_isRefused(String body) {
        PendingLogin login = begin();
        server.answer("/token", json(200, body));

        assertThat(failure(login)).isInstanceOf(ServiceException.class).hasMessageNotContaining("x&token");
    }

    @ParameterizedTest
    @CsvSource({
        "204, ServiceException",
        "301, ServiceException",
        "302, ServiceException",
        "400, ServiceException",
        "401, AuthenticationException",
        "403, AuthorizationException",
        "404, ServiceException",
        "429, ServiceException",
        "500, ServiceException",
        "503, ServiceException",
    })
    void anAnswerWithoutAnError_isJudgedByItsStatus(int status, String type) {
        for (String body : List.of("", "<html>no</html>", "{\"error\":7}")) {
            PendingLogin login = begin();
            server.answer("/token", json(status, status == 204 ? "" : body).withHeader("Location", "/elsewhere"));

            assertThat(failure(login).getClass().getSimpleName()).isEqualTo(type);
        }
        assertThat(server.count("/elsewhere")).isZero();
    }

    @Test
    void tenMegabytes_areNotRead() {
        PendingLogin login = begin();
        server.answer("/token", json(200, "x".repeat(10_000_000)));

        assertThat(failure(login)).isInstanceOf(ServiceException.class).hasMessageContaining("larger");
    }

    @Test
    void anExchangeThatBreaksOff_isNotRepeated() {
        for (Fault fault :
                List.of(Fault.CONNECTION_RESET_BY_PEER, Fault.EMPTY_RESPONSE, Fault.MALFORMED_RESPONSE_CHUNK)) {
            PendingLogin login = begin();
            int before = server.count("/token");
            server.answer("/token", WireMock.aResponse().withFault(fault));

            assertThat(failure(login)).isInstanceOf(ConnectionException.class);
            assertThat(server.count("/token") - before).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void anExchangeThatTakesTooLong_isAConnectionException() {
        OAuth2Provider hasty = server.client().timeout(Duration.ofSeconds(2)).build();
        PendingLogin login = hasty.begin(CALLBACK);
        server.answer("/token", json(200, "{}").withFixedDelay(6_000));

        assertThat(catchThrowableOfType(LabAuthException.class, () -> hasty.complete(login, callback(login))))
                .isInstanceOf(ConnectionException.class);
    }

    @Test
    void userInfo_isMergedWhenItIsOfTheSamePerson() {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        server.json("/userinfo", 200, Map.of("sub", "ada", "name", "Ada Lovelace", "iss", "https://evil.example"));
        PendingLogin login = begin();
        server.tokensFor(login);

        OAuth2Session session = server.client().build().complete(login, callback(login));

        assertThat(session.name()).isEqualTo("Ada Lovelace");
        assertThat(session.claim("iss")).contains(server.issuer().toString());
        assertThat(server.requests("/userinfo").get(0).getHeader("Authorization"))
                .isEqualTo("Bearer at-s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sub\":\"eve\"}", "{\"name\":\"Ada\"}", "{\"sub\":7}", "{\"sub\":[\"ada\"]}"})
    void userInfoOfSomebodyElse_endsTheLogin(String body) {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        server.answer("/userinfo", json(200, body));
        PendingLogin login = begin();
        server.tokensFor(login);

        assertThat(failure(login))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.reason()).isEqualTo(AuthenticationException.Reason.IDENTITY_MISMATCH));
    }

    @Test
    void userInfo_whenItIsRefused_hasItsType() {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        PendingLogin login = begin();
        server.tokensFor(login);

        server.answer("/userinfo", json(401, ""));
        assertThat(failure(login)).isInstanceOf(AuthenticationException.class);
        server.answer("/userinfo", json(403, ""));
        assertThat(failure(login)).isInstanceOf(AuthorizationException.class);
        server.answer("/userinfo", json(200, "eyJhbGciOiJSUzI1NiJ9.e30.x"));
        assertThat(failure(login)).isInstanceOf(ServiceException.class);
    }

    @Test
    void userInfo_whenItIsNotWanted_isLeftAlone() {
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        PendingLogin login = begin();
        server.tokensFor(login);

        server.client().userInfo(false).build().complete(login, callback(login));

        assertThat(server.count("/userinfo")).isZero();
    }

    private PendingLogin begin() {
        return server.client().build().begin(CALLBACK);
    }

    private Map<String, Object> good(PendingLogin login) {
        return new LinkedHashMap<>(TestServer.tokens(server.idToken(login, claims -> {})));
    }

    private LabAuthException failureOf(java.util.function.Consumer<Map<String, Object>> change) {
        PendingLogin login = begin();
        Map<String, Object> answer = good(login);
        change.accept(answer);
        server.json("/token", 200, answer);
        return failure(login);
    }

    private LabAuthException failure(PendingLogin login) {
        LabAuthException e = catchThrowableOfType(
                LabAuthException.class, () -> server.client().build().complete(login, callback(login)));
        assertThat(e).hasMessageNotContainingAny("at-s3cret", "rt-s3cret", "c0de");
        return e;
    }
}

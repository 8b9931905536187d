package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.parameters;
import static io.labauth.oauth2.TestServer.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.labauth.AuthenticationException;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization code flow: what is asked, and which answers count. */
@Timeout(30)
class CodeFlowTest {
    private final TestServer server = new TestServer();
    private final OAuth2Provider provider = server.client().build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void begin_asksWithPkceStateAndNonceOf256Bits() {
        PendingLogin login = provider.begin(CALLBACK);

        Map<String, String> asked = parameters(login.authorizationUri().getRawQuery());
        assertThat(login.callbackUri()).isEqualTo(CALLBACK);
        assertThat(login.authorizationUri().toString()).startsWith(server.at("/authorize?") + "");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestServer.CLIENT)
                .containsEntry("redirect_uri", CALLBACK.toString())
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("state", revealed(login, "state"))
                .containsEntry("nonce", revealed(login, "nonce"))
                .containsEntry("code_challenge", challenge(login))
                .doesNotContainKey("code_verifier");
        assertThat(login.secrets().values())
                .allSatisfy(secret -> assertThat(secret.reveal()).hasSize(43));
        assertThat(login.secrets().values()).doesNotHaveDuplicates();
    }

    @Test
    void begin_withoutOpenId_sendsNoNonce() {
        OAuth2Provider plain = server.client().scopes("repo").build();

        PendingLogin login = plain.begin(CALLBACK);

        assertThat(login.secrets()).containsOnlyKeys("state", "code_verifier");
        assertThat(login.authorizationUri().getRawQuery()).doesNotContain("nonce");
    }

    @Test
    void begin_carriesParametersAndResources() {
        OAuth2Provider provider = server.client()
                .parameters(Map.of("prompt", "select_account"))
                .resources(URI.create("https://data.example/a"), URI.create("https://data.example/b"))
                .build();

        String query = provider.begin(CALLBACK).authorizationUri().getRawQuery();

        assertThat(query)
                .contains("prompt=select_account")
                .contains("resource=https%3A%2F%2Fdata.example%2Fa", "resource=https%3A%2F%2Fdata.example%2Fb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lab.example/cb",
                "/cb",
                "https://lab.example/cb#x",
                "https://u@lab.example/cb",
                "ftp://127.0.0.1/",
                "http://127.0.0.1.evil.example/cb"
            })
    void begin_withACallbackThatSecretsMustNotGoTo_isRefused(URI callbackUri) {
        assertThatIllegalArgumentException().isThrownBy(() -> provider.begin(callbackUri));
    }

    @Test
    void complete_exchangesTheCodeOnceWithTheVerifier() {
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login, claims -> claims.claim("name", "Ada Lovelace").claim("email", "ada@example.org"));

        OAuth2Session session = provider.complete(login, callback(login));

        assertThat(server.count("/token")).isOne();
        assertThat(parameters(server.requests("/token").get(0).getBodyAsString()))
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "c0de")
                .containsEntry("redirect_uri", CALLBACK.toString())
                .containsEntry("client_id", TestServer.CLIENT)
                .containsEntry("code_verifier", revealed(login, "code_verifier"));
        assertThat(session.subject()).isEqualTo("ada");
        assertThat(provider.displayName(session)).isEqualTo("Ada Lovelace");
        assertThat(session.claim("email")).contains("ada@example.org");
        assertThat(session.accessToken()).isEqualTo(Secret.of("at-s3cret"));
        assertThat(session.scopes()).containsExactly("openid");
        assertThat(session.expiresAt()).isPresent();
        assertThat(session).hasToString("OAuth2Session[127.0.0.1]");
    }

    @Test
    void complete_tellsTheServerWhomTheTokenIsFor() {
        OAuth2Provider provider =
                server.client().resources(URI.create("https://data.example/a")).build();
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);

        provider.complete(login, callback(login));

        assertThat(parameters(server.requests("/token").get(0).getBodyAsString()))
                .containsEntry("resource", "https://data.example/a");
    }

    @Test
    void complete_ofALoginThatAnotherProviderBegan_isRefusedBeforeARequest() {
        PendingLogin another = PendingLogin.restore(CALLBACK, Instant.EPOCH, Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.complete(another, Callback.parse("code=c0de&state=x")))
                .withMessageContaining("another provider");
        assertThat(server.count("/token")).isZero();
    }

    @Test
    void complete_ofALoginThatWasRestoredByAnotherInstance_succeeds() {
        PendingLogin begun = provider.begin(CALLBACK);
        server.tokensFor(begun);

        PendingLogin restored = PendingLogin.restore(begun.callbackUri(), begun.startedAt(), begun.secrets());
        OAuth2Session session = server.client().build().complete(restored, callback(begun));

        assertThat(session.subject()).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=c0de",
                "code=c0de&state=",
                "code=c0de&state=wrong",
                "error=access_denied",
                "error=access_denied&state=wrong",
                "state=wrong",
                ""
            })
    void complete_withoutTheRightState_isRejectedAndAsksNobody(String query) {
        PendingLogin login = provider.begin(CALLBACK);

        assertRejected(login, query);

        assertThat(server.count("/token")).isZero();
        server.tokensFor(login);
        assertThat(provider.complete(login, callback(login)).subject()).isEqualTo("ada");
    }

    @Test
    void complete_withATruncatedState_isRejected() {
        PendingLogin login = provider.begin(CALLBACK);

        assertRejected(login, "code=c0de&state=" + state(login).substring(0, 42));
        assertRejected(login, "code=c0de&state=" + state(login) + "x");
    }

    @Test
    void complete_withTheStateButNeitherCodeNorError_orBoth_isRejected() {
        PendingLogin login = provider.begin(CALLBACK);

        assertRejected(login, "state=" + state(login));
        assertRejected(login, "code=&state=" + state(login));
        assertRejected(login, "code=c0de&error=access_denied&state=" + state(login));
    }

    @Test
    void complete_ofAnotherLogin_isRejected() {
        PendingLogin mine = provider.begin(CALLBACK);
        PendingLogin other = provider.begin(CALLBACK);

        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> provider.complete(mine, callback(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, LoginException",
        "consent_required, LoginException",
        "interaction_required, LoginException",
        "login_required, LoginException",
        "account_selection_required, LoginException",
        "unauthorized_client, AuthorizationException",
        "invalid_scope, AuthorizationException",
        "invalid_request, ServiceException",
        "unsupported_response_type, ServiceException",
        "invalid_target, ServiceException",
        "server_error, ServiceException",
        "temporarily_unavailable, ServiceException",
        "never_heard_of, ServiceException",
    })
    void complete_withAnErrorAndTheState_hasItsType(String error, String type) {
        PendingLogin login = provider.begin(CALLBACK);
        Callback callback =
                Callback.parse("error=" + error + "&error_description=No%20way%3Cscript%3E&state=" + state(login));

        LabAuthException e = catchThrowableOfType(LabAuthException.class, () -> provider.complete(login, callback));

        assertThat(e.getClass().getSimpleName()).isEqualTo(type);
        assertThat(e.errorCode()).contains(error);
        assertThat(e.errorDescription()).contains("No way<script>");
        assertThat(e).hasMessageNotContaining("No way");
        assertThat(e.toString()).doesNotContain("No way");
        assertThat(server.count("/token")).isZero();
    }

    @Test
    void complete_whenThePersonSaidNo_isDenied() {
        PendingLogin login = provider.begin(CALLBACK);

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> provider.complete(login, Callback.parse("error=access_denied&state=" + state(login))))
                .returns(LoginException.Reason.DENIED, LoginException::reason);
    }

    @Test
    void complete_withALongErrorFullOfOddCharacters_keepsWhatCanBeLogged() {
        PendingLogin login = provider.begin(CALLBACK);
        String query = "error=" + "x".repeat(500) + "&error_description="
                + TestServer.encoded("\u202etfel\u2028" + "y".repeat(900)) + "&state=" + state(login);

        LabAuthException e =
                catchThrowableOfType(LabAuthException.class, () -> provider.complete(login, Callback.parse(query)));

        assertThat(e.errorCode().orElseThrow()).hasSize(67).endsWith("...");
        assertThat(e.errorDescription().orElseThrow()).hasSize(203).startsWith("?tfel?y");
    }

    @Test
    void complete_whenTheIssuerIsAnnounced_needsIt() {
        server.metadata("authorization_response_iss_parameter_supported", true);
        PendingLogin login = provider.begin(CALLBACK);
        String query = "code=c0de&state=" + state(login);

        assertRejected(login, query);
        assertRejected(login, query + "&iss=https%3A%2F%2Fevil.example");
        assertThat(server.count("/token")).isZero();

        server.tokensFor(login);
        assertThat(provider.complete(
                                login,
                                Callback.parse(query + "&iss="
                                        + TestServer.encoded(server.issuer().toString())))
                        .subject())
                .isEqualTo("ada");
    }

    @Test
    void complete_whenAnotherIssuerIsNamedUnannounced_isRejected() {
        PendingLogin login = provider.begin(CALLBACK);

        assertRejected(login, "code=c0de&iss=https%3A%2F%2Fevil.example&state=" + state(login));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_grant, AuthenticationException, CODE_REFUSED",
        "invalid_client, AuthenticationException, CLIENT_REFUSED",
        "bad_verification_code, AuthenticationException, CODE_REFUSED",
        "incorrect_client_credentials, AuthenticationException, CLIENT_REFUSED",
        "unauthorized_client, AuthorizationException, ''",
        "invalid_scope, AuthorizationException, ''",
        "invalid_request, ServiceException, ''",
        "unsupported_grant_type, ServiceException, ''",
        "invalid_target, ServiceException, ''",
        "something_else, ServiceException, ''",
    })
    void complete_whenTheExchangeIsRefused_hasItsType(String error, String type, String reason) {
        for (int status : new int[] {200, 400, 401}) {
            PendingLogin login = provider.begin(CALLBACK);
            server.json("/token", status, Map.of("error", error, "error_description", "c0de is bad"));

            LabAuthException e =
                    catchThrowableOfType(LabAuthException.class, () -> provider.complete(login, callback(login)));

            assertThat(e.getClass().getSimpleName()).isEqualTo(type);
            assertThat(e instanceof AuthenticationException a ? a.reason().name() : "")
                    .isEqualTo(reason);
            assertThat(e.errorCode()).contains(error);
            assertThat(e.errorDescription()).contains("c0de is bad");
            assertThat(e).hasMessageNotContaining("c0de");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void complete_whenTheServerCannotNow_saysWhenToTryAgain(int status) {
        PendingLogin login = provider.begin(CALLBACK);
        server.answer(
                "/token",
                TestServer.json(status, "{\"error\":\"temporarily_unavailable\"}")
                        .withHeader("Retry-After", "7"));

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> provider.complete(login, callback(login)))
                .returns(status, ServiceException::status)
                .returns(java.time.Duration.ofSeconds(7), e -> e.retryAfter().orElseThrow());
        assertThat(server.count("/token")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, did not understand the request.",
        "400, no_such_error, did not understand the request.",
        "429, invalid_request, cannot answer now: try again later.",
        "500, invalid_grant, cannot answer now: try again later.",
        "400, invalid_grant, does not accept the code",
        "400, invalid_client, does not accept this application",
        "400, invalid_scope, does not allow this application what it asks for",
    })
    void complete_whenTheExchangeFails_saysWhatToDo(int status, String error, String message) {
        PendingLogin login = provider.begin(CALLBACK);
        server.answer("/token", TestServer.json(status, "{\"error\":\"" + error + "\"}"));

        assertThatExceptionOfType(LabAuthException.class)
                .isThrownBy(() -> provider.complete(login, callback(login)))
                .withMessageContaining(message);
    }

    private void assertRejected(PendingLogin login, String query) {
        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> provider.complete(login, Callback.parse(query)));
    }

    private static String revealed(PendingLogin login, String name) {
        return login.secret(name).orElseThrow().reveal();
    }

    private static String challenge(PendingLogin login) {
        return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(revealed(login, "code_verifier")))
                .getValue();
    }
}

package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.AuthenticationException;
import io.labauth.PendingLogin;
import io.labauth.ServiceException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services that come with labauth, and one that speaks plain OAuth 2.0. */
@Timeout(30)
class OAuth2ServiceTest {
    private static final UUID TENANT = UUID.fromString("11111111-2222-3333-4444-555555555555");

    @Test
    void services_areDataThatMakeAProvider() {
        List<OAuth2Service> services = List.of(
                OAuth2Service.ORCID,
                OAuth2Service.ORCID_SANDBOX,
                OAuth2Service.GLOBUS,
                OAuth2Service.GOOGLE,
                OAuth2Service.GITHUB,
                OAuth2Service.microsoft(TENANT),
                OAuth2Service.keycloak(URI.create("https://login.example.org/"), "lab"));

        assertThat(services)
                .extracting(
                        service -> OAuth2Provider.builder(service, "id").build().registration())
                .containsExactly(
                        "https://orcid.org id",
                        "https://sandbox.orcid.org id",
                        "https://auth.globus.org id",
                        "https://accounts.google.com id",
                        "https://github.com/login/oauth/authorize id",
                        "https://login.microsoftonline.com/" + TENANT + "/v2.0 id",
                        "https://login.example.org/realms/lab id");
    }

    @Test
    void registration_differsBetweenClients() {
        assertThat(OAuth2Provider.builder(OAuth2Service.ORCID, "a").build().registration())
                .isNotEqualTo(
                        OAuth2Provider.builder(OAuth2Service.ORCID, "b").build().registration());
    }

    @Test
    void keycloak_ofARealmThatLeadsElsewhere_isRefused() {
        for (String realm : List.of("", "..", "a/b", "a%2fb", "a?b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OAuth2Service.keycloak(URI.create("https://login.example.org"), realm));
        }
    }

    @Test
    void gitHub_beginsWithoutAskingAnybody() {
        PendingLogin login =
                OAuth2Provider.builder(OAuth2Service.GITHUB, "id").build().begin(CALLBACK);

        assertThat(login.authorizationUri().toString())
                .startsWith("https://github.com/login/oauth/authorize?")
                .contains("code_challenge_method=S256", "scope=read%3Auser");
    }

    @Test
    void aPlainService_namesThePersonByItsOwnApi() {
        try (TestServer server = new TestServer()) {
            OAuth2Provider provider = plain(server);
            PendingLogin login = provider.begin(CALLBACK);
            server.answer(
                    "/token",
                    json(200, "{\"access_token\":\"gho\",\"token_type\":\"bearer\",\"scope\":\"read:user\"}"));
            server.answer("/user", json(200, "{\"id\":583231,\"login\":\"ada\",\"name\":null}"));

            OAuth2Session session = provider.complete(login, callback(login));

            assertThat(session.subject()).isEqualTo("583231");
            assertThat(session.name()).isEqualTo("ada");
            assertThat(session.expiresAt()).isEmpty();
        }
    }

    @Test
    void aPlainService_thatDoesNotSayWho_isRefused() {
        try (TestServer server = new TestServer()) {
            OAuth2Provider provider = plain(server);
            PendingLogin login = provider.begin(CALLBACK);
            server.answer("/token", json(200, "{\"access_token\":\"gho\",\"token_type\":\"bearer\"}"));
            for (String user : List.of("{}", "{\"login\":\"ada\"}", "{\"id\":\"\"}", "{\"id\":[7]}")) {
                server.answer("/user", json(200, user));

                assertThatExceptionOfType(ServiceException.class)
                        .isThrownBy(() -> provider.complete(login, callback(login)));
            }
        }
    }

    @Test
    void aPlainService_thatNobodyAsksWhoItIs_signsNobodyInAndGetsNoCode() {
        try (TestServer server = new TestServer()) {
            Endpoints endpoints = Endpoints.of(server.at("/authorize"), server.at("/token"));
            for (OAuth2ProviderBuilder client : List.of(
                    plainClient(endpoints),
                    plainClient(endpoints.withUserInfo(server.at("/user"))).userInfo(false))) {
                OAuth2Provider provider = client.build();
                PendingLogin login = provider.begin(CALLBACK);
                server.answer("/token", json(200, "{\"access_token\":\"gho\",\"token_type\":\"bearer\"}"));

                assertThatExceptionOfType(ServiceException.class)
                        .isThrownBy(() -> provider.complete(login, callback(login)))
                        .withMessageContaining("openid")
                        .withMessageContaining("user-info");
            }
            assertThat(server.count("/token")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"/token, 'its client id, secret or key', CLIENT_REFUSED", "/user, the access token, SESSION_EXPIRED"})
    void aBare401_isExplainedByWhatWasAsked(String path, String explanation, AuthenticationException.Reason reason) {
        try (TestServer server = new TestServer()) {
            OAuth2Provider provider = plain(server);
            PendingLogin login = provider.begin(CALLBACK);
            server.answer("/token", json(200, "{\"access_token\":\"gho\",\"token_type\":\"bearer\"}"));
            server.answer("/user", json(200, "{\"id\":7}"));
            server.answer(path, json(401, ""));

            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> provider.complete(login, callback(login)))
                    .returns(reason, AuthenticationException::reason)
                    .withMessageStartingWith("Plain does not accept ")
                    .withMessageContaining(explanation);
        }
    }

    @Test
    void anIdTokenThatNobodyAskedFor_isNeverChecked_andNotKept() {
        try (TestServer server = new TestServer()) {
            OAuth2Provider provider = plain(server);
            PendingLogin login = provider.begin(CALLBACK);
            server.answer(
                    "/token",
                    json(200, "{\"access_token\":\"gho\",\"token_type\":\"bearer\",\"id_token\":\"un-checked\"}"));
            server.answer("/user", json(200, "{\"id\":7}"));

            assertThat(provider.complete(login, callback(login)).save().reveal())
                    .contains("gho")
                    .doesNotContain("un-checked");
        }
    }

    private static OAuth2Provider plain(TestServer server) {
        Endpoints endpoints =
                Endpoints.of(server.at("/authorize"), server.at("/token")).withUserInfo(server.at("/user"));
        return plainClient(endpoints).build();
    }

    private static OAuth2ProviderBuilder plainClient(Endpoints endpoints) {
        return OAuth2Provider.builder(new OAuth2Service("Plain", null, endpoints, List.of("read:user"), "id"), "app");
    }
}

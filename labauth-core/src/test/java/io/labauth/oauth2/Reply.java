package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;

import io.labauth.PendingLogin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer that a program waits for, and what it does to get it. */
enum Reply {
    METADATA("/.well-known/openid-configuration") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            spoiling.spoil(server.metadataText());
            server.client().build().begin(CALLBACK);
        }
    },
    KEYS("/jwks") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            Map<String, Object> key = TestServer.KEY.toPublicJWK().toJSONObject();
            spoiling.spoil(TestServer.JSON.writeValueAsString(Map.of("keys", List.of(key))));
            signIn(server);
        }
    },
    TOKENS("/token") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            OAuth2Provider provider = server.client().build();
            PendingLogin login = provider.begin(CALLBACK);
            spoiling.spoil(TestServer.JSON.writeValueAsString(TestServer.tokens(server.idToken(login, claims -> {}))));
            var unused = provider.complete(login, callback(login));
        }
    },
    REFRESH("/token") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            OAuth2Session session = signIn(server);
            String idToken = session.logoutUrl(null)
                    .map(url -> TestServer.parameters(url.getRawQuery()).get("id_token_hint"))
                    .orElseThrow();
            spoiling.spoil(TestServer.JSON.writeValueAsString(TestServer.tokens(idToken)));
            session.refresh();
        }
    },
    USER_INFO("/userinfo") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            spoiling.spoil("{\"sub\":\"ada\",\"name\":\"Ada\",\"email_verified\":true}");
            signIn(server);
        }
    },
    /** The same where there is no ID token. */
    IDENTITY("/userinfo") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            spoiling.spoil("{\"sub\":\"ada\"}");
            signInOnDevice(server);
        }
    },
    DEVICE("/device") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            spoiling.spoil(TestServer.JSON.writeValueAsString(deviceAnswer()));
            signInOnDevice(server);
        }
    },
    PUSH("/par") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            server.metadata("require_pushed_authorization_requests", true);
            spoiling.spoil(PUSHED);
            server.client().build().begin(CALLBACK);
        }
    },
    REVOCATION("/revoke") {
        @Override
        void fetch(TestServer server, Spoiling spoiling) {
            OAuth2Session session = signIn(server);
            spoiling.spoil("");
            session.revoke();
        }
    };

    /** Publishes in place of the right answer whatever a test has chosen. */
    interface Spoiling {
        void spoil(String right);
    }

    private static final String PUSHED =
            "{\"request_uri\":\"urn:ietf:params:oauth:request_uri:abc\",\"expires_in\":60}";

    private final String path;

    Reply(String path) {
        this.path = path;
    }

    /** Gets this answer; all others are right. */
    abstract void fetch(TestServer server, Spoiling spoiling);

    String path() {
        return path;
    }

    static void offerAll(TestServer server) {
        Map.of(
                        "userinfo_endpoint", "/userinfo",
                        "device_authorization_endpoint", "/device",
                        "pushed_authorization_request_endpoint", "/par",
                        "revocation_endpoint", "/revoke",
                        "end_session_endpoint", "/logout")
                .forEach((name, path) -> server.metadata(name, server.at(path).toString()));
        server.metadata("require_pushed_authorization_requests", false);
        server.metadata("authorization_response_iss_parameter_supported", false);
        server.metadata("id_token_signing_alg_values_supported", List.of("RS256"));
        server.json("/userinfo", 200, Map.of("sub", "ada"));
        server.answer("/par", TestServer.json(201, PUSHED));
        server.answer("/revoke", TestServer.json(200, ""));
        server.answer("/device", TestServer.json(200, TestServer.JSON.writeValueAsString(deviceAnswer())));
    }

    private static OAuth2Session signIn(TestServer server) {
        OAuth2Provider provider = server.client().build();
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);
        return provider.complete(login, callback(login));
    }

    private static void signInOnDevice(TestServer server) {
        Map<String, Object> tokens = TestServer.tokens("");
        tokens.remove("id_token");
        server.json("/token", 200, tokens);
        server.client().scopes("data").pause(time -> {}).build().signInOnDevice(code -> {});
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

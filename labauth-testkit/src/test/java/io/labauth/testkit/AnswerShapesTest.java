package io.labauth.testkit;

import static io.labauth.testkit.AnswerShape.BARE_FAILED;
import static io.labauth.testkit.AnswerShape.BARE_FORBIDDEN;
import static io.labauth.testkit.AnswerShape.BARE_NOT_FOUND;
import static io.labauth.testkit.AnswerShape.BARE_UNAUTHORIZED;
import static io.labauth.testkit.AnswerShape.CUT_OFF;
import static io.labauth.testkit.AnswerShape.FAILED;
import static io.labauth.testkit.AnswerShape.FORBIDDEN;
import static io.labauth.testkit.AnswerShape.NOT_FOUND;
import static io.labauth.testkit.AnswerShape.NOT_FOUND_PAGE;
import static io.labauth.testkit.AnswerShape.NULL;
import static io.labauth.testkit.AnswerShape.SLOW;
import static io.labauth.testkit.AnswerShape.TEN_MEGABYTES;
import static io.labauth.testkit.AnswerShape.TOO_MANY;
import static io.labauth.testkit.AnswerShape.UNAUTHORIZED;

import io.labauth.Secret;
import io.labauth.ash.Ash;
import io.labauth.ashrlabs.AshrLabs;
import io.labauth.labkey.LabKey;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call of each service, answered in each shape that an answer may have. */
@Timeout(60)
class AnswerShapesTest {
    private static final Secret PASSWORD = Secret.of("swordfish");
    /** A list may be that long, but this is none. */
    private static final String UNUSABLE = "ServiceException 200";

    @ParameterizedTest
    @MethodSource
    void tiled(ShapedCall<Tiled> call) {
        try (FakeTiled fake = FakeTiled.start()) {
            fake.addUser("ada", "swordfish");
            String key = fake.issueKey("ada");
            fake.behaviour().pollingInterval(Duration.ofMillis(1));

            call.assertAllHandled(
                    timeout -> Tiled.builder(fake.uri())
                            .apiKey(Secret.of(key))
                            .timeout(timeout)
                            .connect(),
                    (path, fault) -> fake.behaviour().failNext(path, fault, 1));
        }
    }

    static Stream<ShapedCall<Tiled>> tiled() {
        return Stream.of(
                ShapedCall.<Tiled>of("whoAmI", "auth/whoami", Tiled::whoAmI)
                        .but("AuthenticationException", NULL)
                        .but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.<Tiled>of(
                                "list", "auth/whoami", tiled -> tiled.apiKeys().list())
                        .but("AuthenticationException", NULL)
                        .but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.<Tiled>of(
                                "create",
                                "auth/apikey",
                                tiled -> tiled.apiKeys().create(TiledApiKeyRequest.unlimited()))
                        .but("AuthenticationException", NULL),
                ShapedCall.<Tiled>of(
                                "revoke",
                                "auth/apikey",
                                tiled -> tiled.apiKeys().revoke("01234567"))
                        .butUnreadBodies("ServiceException 200"),
                ShapedCall.of("sign in by password", "auth/provider/toy/token", tiled -> tiled.signIn("ada", PASSWORD)),
                ShapedCall.of("sign in by code", "auth/session/refresh", tiled -> tiled.signIn(Secret.of("x"))),
                ShapedCall.<Tiled>of("begin", "auth/provider/orcid/authorize", Tiled::beginSignIn)
                        .but("IllegalStateException", NOT_FOUND, BARE_NOT_FOUND, NOT_FOUND_PAGE),
                ShapedCall.<Tiled>of(
                                "await",
                                "auth/provider/orcid/token",
                                tiled -> tiled.beginSignIn().await())
                        .but("LoginException", UNAUTHORIZED, BARE_UNAUTHORIZED, FORBIDDEN, BARE_FORBIDDEN)
                        // After these it goes on to wait: TiledDeviceLoginTest.
                        .butNot(TOO_MANY, FAILED, BARE_FAILED, CUT_OFF, SLOW),
                ShapedCall.<Tiled>of(
                                "sign out",
                                "auth/session/revoke",
                                tiled -> tiled.signIn("ada", PASSWORD).signOut())
                        .butUnreadBodies("accepted")
                        // The right answer has no body that could be cut off.
                        .but("accepted", UNAUTHORIZED, BARE_UNAUTHORIZED, CUT_OFF));
    }

    @ParameterizedTest
    @MethodSource
    void labKey(ShapedCall<LabKey> call) {
        try (FakeLabKey fake = FakeLabKey.start()) {
            Secret key = Secret.of(fake.issueKey(fake.addUser("ada@example.org", "Ada"), "nightly"));

            call.assertAllHandled(
                    timeout ->
                            LabKey.builder(fake.baseUrl(), key).timeout(timeout).build(),
                    (action, fault) -> fake.failNext(action, fault, 1));
        }
    }

    static Stream<ShapedCall<LabKey>> labKey() {
        return Stream.of(
                ShapedCall.of("whoAmI", "whoami", LabKey::whoAmI),
                ShapedCall.of("token for a POST", "whoami", labKey -> labKey.createApiKey("d")),
                hidden("create", "createApiKey", labKey -> labKey.createApiKey("d")),
                hidden("create for a session", "createApiKey", LabKey::createSessionKey),
                hidden("keys", "selectRows", LabKey::keys).but(UNUSABLE, TEN_MEGABYTES),
                hidden("all keys", "selectRows", LabKey::allKeys).but(UNUSABLE, TEN_MEGABYTES),
                hidden("revoke", "deleteRows", labKey -> labKey.revoke(99)),
                hidden("revoke any", "deleteRows", labKey -> labKey.revokeAny(99)));
    }

    /** LabKey says 404 of what an administrator has not allowed. */
    private static ShapedCall<LabKey> hidden(String name, String action, Consumer<LabKey> call) {
        return ShapedCall.of(name, action, call)
                .but("AuthorizationException", NOT_FOUND, BARE_NOT_FOUND, NOT_FOUND_PAGE);
    }

    @ParameterizedTest
    @MethodSource
    void ash(ShapedCall<Ash> call) {
        try (FakeAsh fake = FakeAsh.start()) {
            Secret key = Secret.of(fake.environmentKey());

            call.assertAllHandled(
                    timeout ->
                            Ash.builder(fake.serverUrl(), key).timeout(timeout).build(),
                    (name, fault) -> fake.failNext(name, fault, 1));
        }
    }

    static Stream<ShapedCall<Ash>> ash() {
        return Stream.of(
                ShapedCall.<Ash>of("prove key", "listAgents", Ash::proveKey).but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.<Ash>of("keys", "listKeys", Ash::keys).but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.of("create", "createKey", ash -> ash.createKey("ci")),
                ShapedCall.<Ash>of("revoke", "revokeKey", ash -> ash.revoke("7"))
                        .but("accepted", NOT_FOUND)
                        .butUnreadBodies("accepted"));
    }

    @ParameterizedTest
    @MethodSource
    void ashrLabs(ShapedCall<AshrLabs> call) {
        try (FakeAshrLabs fake = FakeAshrLabs.builder().start()) {
            Secret key = Secret.of(fake.issueKey("ci"));

            call.assertAllHandled(
                    timeout -> AshrLabs.builder(key)
                            .baseUrl(fake.baseUrl())
                            .timeout(timeout)
                            .build(),
                    (name, fault) -> fake.failNext(name, fault, 1));
        }
    }

    static Stream<ShapedCall<AshrLabs>> ashrLabs() {
        return Stream.of(
                ShapedCall.<AshrLabs>of("keys", "listKeys", client -> client.keys(false))
                        .but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.<AshrLabs>of("ages", "listKeys", client -> client.ages(Duration.ofDays(1)))
                        .but(UNUSABLE, TEN_MEGABYTES),
                ShapedCall.<AshrLabs>of("revoke", "revokeKey", client -> client.revoke("7"))
                        .but("accepted", NOT_FOUND)
                        .butUnreadBodies("accepted"));
    }
}

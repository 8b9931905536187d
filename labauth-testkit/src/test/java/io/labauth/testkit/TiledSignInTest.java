package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.Provider;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import io.labauth.tiled.TiledBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** labauth's client of Tiled with people who sign in. */
@Timeout(30)
class TiledSignInTest {
    private static final Secret PASSWORD = Secret.of("sword fish&+=%ä");
    private static final URI PLAIN = URI.create("http://tiled.example.org");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private FakeTiled fake;
    private UUID ada;
    private UUID eve;

    @BeforeEach
    void start() {
        fake = FakeTiled.builder().clock(clock).start();
        ada = fake.addUser("ada", PASSWORD.reveal());
        eve = fake.addUser("eve", "");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void signIn_byPassword_givesASession() {
        Tiled signedIn = anonymous().signIn("ada", PASSWORD);

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(ada);
        assertThat(signedIn.origin())
                .hasValueSatisfying(origin -> assertThat(origin).hasToString("sign-in"));
        assertThat(signedIn.apiKeys().create(TiledApiKeyRequest.unlimited()).key())
                .isNotNull();
        assertThat(fake.calls().all())
                .last()
                .satisfies(call -> assertThat(call.parameters()).containsEntry("Authorization", "Bearer"));
    }

    @Test
    void signIn_whenThePasswordIsWrong_saysSoAndAsksOnce() {
        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> anonymous().signIn("ada", Secret.of("wrong")));

        assertThat(e.reason()).isEqualTo(Reason.PASSWORD_REFUSED);
        assertThat(fake.calls().count("auth/provider/toy/token")).isOne();
    }

    @Test
    void signIn_whenThePersonHasTooManySessions_saysSo() {
        String tooMany = "{\"detail\":\"This Principal already has 200 sessions which is greater than or equal to the"
                + " maximum number allowed, 200. Some Sessions must be closed before creating new ones.\"}";
        fake.behaviour().failNext("auth/provider/toy/token", Fault.answer(400, "application/json", tooMany), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> anonymous().signIn("ada", PASSWORD))
                .withMessageContaining("as many sessions as it allows")
                .returns(400, ServiceException::status);
    }

    @Test
    void signIn_whenTheProviderIsElsewhere_isRefusedBeforeARequest() {
        Provider elsewhere = new Provider("toy", Provider.Mode.INTERNAL, URI.create("http://evil.example/token"));

        assertThatIllegalStateException()
                .isThrownBy(() -> anonymous().signIn(elsewhere, "ada", PASSWORD))
                .withMessageContaining("another address");
    }

    @Test
    void plainHttpOffThisMachine_carriesNoPasswordAndNoKeyUnlessTold() {
        fake.behaviour().announcedOrigin(PLAIN);
        String key = fake.issueKey("ada");
        Tiled tiled = plain().connect();
        Tiled keyed = plain().apiKey(Secret.of(key)).connect();

        assertThatIllegalStateException()
                .isThrownBy(() -> tiled.signIn("ada", PASSWORD))
                .withMessageContaining("plain http");
        assertThatIllegalStateException().isThrownBy(tiled::beginSignIn).withMessageContaining("plain http");
        assertThatIllegalArgumentException().isThrownBy(keyed::whoAmI).withMessageContaining("plain http");
        assertThat(fake.calls().all())
                .allSatisfy(call -> assertThat(call.method()).isEmpty());

        Tiled told = plain().evenOverPlainHttp().connect();
        assertThat(told.signIn("ada", PASSWORD).whoAmI().uuid()).isEqualTo(ada);
    }

    @Test
    void beginSignIn_whenTheServerIsOfTheOldKind_leadsToTheCode() {
        fake.behaviour().oldBrowserSignIn(true);
        Tiled old = anonymous();

        assertThatIllegalStateException().isThrownBy(old::beginSignIn).withMessageContaining("authEndpoint");
        Tiled signedIn = old.signIn(Secret.of("\"" + fake.issueAccessCode("eve") + "\"\n"));

        assertThat(signedIn.whoAmI().uuid()).isEqualTo(eve);
    }

    @Test
    void signIn_whenTheCodeIsWrong_saysSo() {
        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> anonymous().signIn(Secret.of("nonsense")));

        assertThat(e.reason()).isEqualTo(Reason.SESSION_EXPIRED);
    }

    @Test
    void signIn_whenTheServerHasTwoProvidersOfTheKind_namesThem() throws Exception {
        HttpRequest about =
                HttpRequest.newBuilder(URI.create(fake.uri() + "/api/v1/")).build();
        String both = HttpClient.newHttpClient()
                .send(about, BodyHandlers.ofString())
                .body()
                .replace("\"external\"", "\"internal\"");
        fake.behaviour().failNext("", Fault.answer(200, "application/json", both), 1);
        Tiled two = anonymous();

        assertThatIllegalStateException()
                .isThrownBy(() -> two.signIn("ada", PASSWORD))
                .withMessageContaining("toy (INTERNAL)")
                .withMessageContaining("orcid (INTERNAL)");
    }

    private Tiled anonymous() {
        return Tiled.builder(fake.uri()).clock(clock).connect();
    }

    /** Goes to the fake whatever the address says. */
    private TiledBuilder plain() {
        InetSocketAddress proxy = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), fake.uri().getPort());
        HttpClient client =
                HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).build();
        return Tiled.builder(PLAIN).clock(clock).httpClient(client);
    }
}

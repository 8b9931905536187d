package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuthIT {
    @TempDir
    private Path home;

    private final MockOAuth2Server server = new MockOAuth2Server();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    @Test
    void login_atAnIssuer_keepsTheSessionUnderTheHostsName() throws Exception {
        Result result = signIn();

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(result.out()).startsWith("{\"name\":\"" + name() + "\",\"service\":\"oauth\"");
        assertThat(new Program(home).run("whoami").exitCode()).isZero();
    }

    @Test
    void exec_givesTheAccessTokenInTheVariableThatIsAskedFor() throws Exception {
        signIn();

        Result usual = new Program(home).run("exec", name(), "--", "/bin/sh", "-c", "echo $LABAUTH_ACCESS_TOKEN");
        Result other = new Program(home).run("exec", "--env", "TOKEN", name(), "--", "/bin/sh", "-c", "echo $TOKEN");

        assertThat(usual.out()).matches("ey[\\w.-]+\n");
        assertThat(other.out()).isEqualTo(usual.out());
    }

    @Test
    void login_withAClientSecret_keepsItOnlyWhenAskedTo() throws Exception {
        assertThat(Files.readString(file(signIn("--client-secret-stdin")))).doesNotContain("sesame");
        assertThat(Files.readString(file(signIn("--client-secret-stdin", "--keep-application-secret"))))
                .contains("sesame");
    }

    @Test
    void logout_whereNothingCanBeRevoked_forgetsAllTheSame() throws Exception {
        signIn();

        Result result = new Program(home).run("logout", name());

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        assertThat(result.out()).startsWith("Forgot " + name() + ".");
        assertThat(new Program(home).run("whoami").exitCode()).isEqualTo(3);
    }

    @Test
    void login_withoutClientId_saysWhatItIs() {
        Result result = new Program(home).run("login", "orcid");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--client-id");
    }

    @Test
    void login_whenTheIssuerIsPlainHttpElsewhere_isRefused() {
        Result result = new Program(home).run("login", "http://login.example.org", "--client-id", "x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("https");
    }

    @Test
    void login_onAnotherDeviceWhereTheServerCannot_saysSo() {
        Result result = new Program(home).run("login", issuer(), "--client-id", "x", "--device");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void login_onAnotherDevice_showsTheCodeAndWaits() throws Exception {
        try (DeviceServer device = DeviceServer.start()) {
            Result result = new Program(home)
                    .run("login", device.issuer().toString(), "--client-id", "app", "--device", "--save", "lab");

            assertThat(result.exitCode()).describedAs(result.err()).isZero();
            assertThat(result.err()).contains(DeviceServer.USER_CODE, device.issuer() + "/code");
            assertThat(result.out()).contains("Ada", "Kept under the name lab.");
        }
    }

    @Test
    void login_onAnotherDevice_waitsNoLongerThanAsked() throws Exception {
        try (DeviceServer device = DeviceServer.start()) {
            device.confirmNothing();

            Result result = new Program(home)
                    .run("login", device.issuer().toString(), "--client-id", "app", "--device", "--timeout", "1s");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("at most 1 second", "in time");
        }
    }

    private Path file(Result result) {
        assertThat(result.exitCode()).describedAs(result.err()).isZero();
        return home.resolve(".config/labauth/credentials.json");
    }

    private Result signIn(String... more) throws IOException, InterruptedException {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "login", issuer(), "--client-id", "labauth", "--no-browser", "--json"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        Process process = new Program(home).start(arguments);
        process.getOutputStream().write("sesame".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().close();
        CompletableFuture<String> out = Program.text(process.getInputStream());
        try (BufferedReader err = process.errorReader()) {
            follow(Program.link(err));
            String rest = String.join("\n", err.lines().toList());
            return new Result(Program.exitCode(process), out.join(), rest);
        }
    }

    private String name() {
        return URI.create(issuer()).getHost();
    }

    private String issuer() {
        return server.issuerUrl("lab").toString();
    }

    /** As a browser at a server that knows the person already. */
    private static void follow(URI link) throws IOException, InterruptedException {
        HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
    }
}

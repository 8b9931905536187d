package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import io.labauth.cli.Program.Result;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved OAuth session, later: its token ends within a second, and is refreshed with each use. */
class OAuthSessionIT {
    @TempDir
    private Path home;

    private DeviceServer server;

    @BeforeEach
    void start() throws JOSEException {
        server = DeviceServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoami_whenTheTokenWasRevoked_endsWith3() {
        signIn("--keep-application-secret");
        server.refreshForTheApplicationAlone();
        assertThat(new Program(home).run("whoami").out()).contains("yes");

        server.revokeTokens();
        Result result = new Program(home).run("whoami");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("lab", "no").doesNotContain("yes");
    }

    @Test
    void exec_withAClientSecretThatWasKept_refreshesTheSession() {
        signIn("--keep-application-secret");
        server.refreshForTheApplicationAlone();

        assertThat(accessToken(new Program(home)).out()).isEqualTo("refreshed\n");
    }

    @Test
    void exec_withTheClientSecretInTheEnvironment_refreshesTheSession() {
        signIn();
        server.refreshForTheApplicationAlone();
        Program labauth = new Program(home)
                .with("LABAUTH_CLIENT_ID", DeviceServer.CLIENT)
                .with("LABAUTH_CLIENT_SECRET", DeviceServer.CLIENT_SECRET);

        assertThat(accessToken(labauth).out()).isEqualTo("refreshed\n");
    }

    @Test
    void exec_withoutTheClientSecretOrWithThatOfAnotherApplication_saysWhereItBelongs() {
        signIn();
        server.refreshForTheApplicationAlone();
        Program another = new Program(home)
                .with("LABAUTH_CLIENT_ID", "another")
                .with("LABAUTH_CLIENT_SECRET", DeviceServer.CLIENT_SECRET);

        for (Program labauth : new Program[] {new Program(home), another}) {
            Result result = accessToken(labauth);
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("LABAUTH_CLIENT_SECRET", "--keep-application-secret");
        }
    }

    @Test
    void login_takesTheApplicationFromTheEnvironment() {
        Result result = new Program(home)
                .with("LABAUTH_CLIENT_ID", DeviceServer.CLIENT)
                .with("LABAUTH_CLIENT_SECRET", DeviceServer.CLIENT_SECRET)
                .run("login", server.issuer().toString(), "--device");

        assertThat(result.exitCode()).describedAs(result.err()).isZero();
    }

    @Test
    void logout_whereNothingCanBeRevoked_saysWhatLivesOn() {
        signIn();

        assertThat(new Program(home).run("logout").out())
                .contains("offers no revocation: the access token ends at 20", "lives on until you revoke it");
    }

    private void signIn(String... more) {
        Result result = new Program(home)
                .reading(DeviceServer.CLIENT_SECRET)
                .run(Stream.concat(
                                Stream.of(
                                        "login",
                                        server.issuer().toString(),
                                        "--client-id",
                                        DeviceServer.CLIENT,
                                        "--client-secret-stdin",
                                        "--device",
                                        "--save",
                                        "lab"),
                                Stream.of(more))
                        .toArray(String[]::new));
        assertThat(result.exitCode()).describedAs(result.err()).isZero();
    }

    private static Result accessToken(Program labauth) {
        return labauth.run("exec", "lab", "--", "/bin/sh", "-c", "echo $LABAUTH_ACCESS_TOKEN");
    }
}

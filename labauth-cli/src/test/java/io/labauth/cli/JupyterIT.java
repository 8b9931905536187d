package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabArchivesExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** In the terminal of a Jupyter server, which runs on one machine while the person's browser runs on another. */
@ExtendWith(FakeLabArchivesExtension.class)
class JupyterIT {
    private static final String ADA = "ada@example.org";

    @TempDir
    private Path home;

    private FakeLabArchives fake;
    private Program labauth;

    @BeforeEach
    void configure(FakeLabArchives labArchives) {
        fake = labArchives;
        fake.addUser(ADA, "Ada Brandt", "Optics");
        labauth = new Program(home)
                .with("API_URL", fake.apiUrl().toString())
                .with("ACCESS_KEYID", fake.accessKeyId())
                .with("ACCESS_PWD", fake.accessPassword());
    }

    @Test
    void login_onAHubThatTellsItsAddress_offersTheVeryOptions() {
        Result result = labauth.with("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
                .with("JUPYTERHUB_PUBLIC_URL", "https://hub.example.org/user/ada/")
                .run("login", "labarchives", "--timeout", "1s");

        assertThat(result.err()).contains("""
                          - or where this Jupyter has jupyter-server-proxy, run this again with
                              --port 8089 --callback-base-uri https://hub.example.org/user/ada/proxy/8089/
                          - or get a one-hour token\
                        """);
    }

    @Test
    void login_onAHubWithAPortOfOnesOwn_offersThatPort() {
        Result result = labauth.with("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
                .run("login", "labarchives", "--timeout", "1s", "--port", String.valueOf(freePort()));

        assertThat(result.err())
                .containsPattern("--port (\\d+) --callback-base-uri https://YOUR-HUB/user/ada/proxy/\\1/\n");
    }

    @Test
    void login_inATerminalOfJupyterAlone_offersItsAddress() {
        Result result = labauth.with("JUPYTER_SERVER_URL", "http://localhost:8888/")
                .run("login", "labarchives", "--timeout", "1s");

        assertThat(result.err()).contains("--port 8089 --callback-base-uri http://localhost:8888/proxy/8089/\n");
    }

    @Test
    void login_inAnyOtherTerminal_speaksOfNoProxy() {
        Result result = labauth.run("login", "labarchives", "--timeout", "1s");

        assertThat(result.err()).doesNotContain("jupyter", "--callback-base-uri");
    }

    @Test
    void login_throughTheProxy_isFinishedByIt() throws Exception {
        int port = freePort();
        String base = "https://hub.example.org/user/ada/proxy/" + port + "/";
        Process process = labauth.with("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
                .start("login", "labarchives", "--port", String.valueOf(port), "--callback-base-uri", base);
        CompletableFuture<String> out = Program.text(process.getInputStream());

        try (BufferedReader err = process.errorReader()) {
            URI callback = fake.signIn(Program.link(err), ADA);
            assertThat(callback.toString()).startsWith(base + "callback/");
            passOn(callback, base, port);

            assertThat(String.join("\n", err.lines().toList()))
                    .contains("comes back through the proxy")
                    .doesNotContain("ssh", "--callback-base-uri");
        }

        assertThat(Program.exitCode(process)).isZero();
        assertThat(out.join()).contains("Signed in to LabArchives as Ada Brandt");
    }

    @Test
    void proxy_withoutAPort_isAUsageError() {
        Result result =
                labauth.run("login", "labarchives", "--callback-base-uri", "https://hub.example.org/proxy/8089/");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("labauth: A proxy passes one port on: give it too, as in --port 8089");
    }

    @Test
    void proxy_whoseAddressIsPlainHttpElsewhere_isAUsageError() {
        Result result = labauth.run(
                "login",
                "labarchives",
                "--port",
                String.valueOf(freePort()),
                "--callback-base-uri",
                "http://hub.example/");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("https");
    }

    @Test
    void doctor_onAHub_namesTheWayThroughIt() {
        Result result = new Program(home)
                .with("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
                .with("JUPYTERHUB_PUBLIC_URL", "https://hub.example.org/user/ada/")
                .run("doctor", "--offline");

        assertThat(result.out()).contains("--callback-base-uri https://hub.example.org/user/ada/proxy/8089/");
    }

    /** As jupyter-server-proxy does: to the port, without its own part of the path. */
    private static void passOn(URI callback, String base, int port) throws IOException, InterruptedException {
        URI listener = URI.create(callback.toString().replace(base, "http://127.0.0.1:" + port + "/"));
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(listener).build(), BodyHandlers.discarding());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

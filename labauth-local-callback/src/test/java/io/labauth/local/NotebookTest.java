package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a kernel of Jupyter shows of a sign-in, in a process of its own since the environment decides. */
@Timeout(60)
class NotebookTest {
    private static final String LINK = "To sign in to the service, open this address:";

    @TempDir
    Path directory;

    @Test
    void signIn_inANotebook_printsTheLinkWhereEveryKernelShowsIt() throws Exception {
        run(Map.of("JPY_PARENT_PID", "1"));

        assertThat(output()).contains(LINK).endsWith("Ada\n");
        assertThat(errors()).isEmpty();
    }

    @Test
    void signIn_inAProgram_leavesTheStandardOutputToIt() throws Exception {
        run(Map.of());

        assertThat(output()).isEqualTo("Ada\n");
        assertThat(errors()).contains(LINK).doesNotContain("jupyter-server-proxy");
    }

    @Test
    void signIn_onAHub_namesTheAddressOfItsProxy() throws Exception {
        run(Map.of("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/"));

        assertThat(errors())
                .containsPattern(
                        "\\.port\\((\\d+)\\)\\.callbackBaseUri\\(URI\\.create\\(\"https://YOUR-HUB/user/ada/proxy/\\1/\"\\)\\)");
    }

    @Test
    void signIn_onAHubThatTellsItsAddress_namesIt() throws Exception {
        run(Map.of(
                "JUPYTERHUB_SERVICE_PREFIX", "/user/ada/",
                "JUPYTERHUB_PUBLIC_URL", "https://hub.example.org/user/ada/"));

        assertThat(errors()).containsPattern("\"https://hub\\.example\\.org/user/ada/proxy/\\d+/\"");
    }

    private void run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cell.class.getName())
                .redirectOutput(directory.resolve("output").toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.startsWith("JPY_") || name.startsWith("JUPYTER") || name.startsWith("JDK_JAVA_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n");
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("errors"), StandardCharsets.UTF_8);
    }

    /** Signs in with a browser elsewhere, which comes back at once. */
    static final class Cell {
        private Cell() {}

        public static void main(String[] args) {
            System.out.println(LocalLogin.with(new RedirectingProvider())
                    .browser(address -> !comesBack(address))
                    .signIn());
        }

        private static boolean comesBack(URI address) {
            var unused = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()
                    .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            return true;
        }
    }
}

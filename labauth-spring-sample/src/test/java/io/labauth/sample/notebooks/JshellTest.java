package io.labauth.sample.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells of the Java notebook, in the JDK's own jshell. */
@Timeout(120)
class JshellTest {
    @TempDir
    Path directory;

    @Test
    void theJavaNotebook_cellByCell_signsIn() throws Exception {
        assertSignsIn(
                Notebook.read(Jupyter.NOTEBOOKS.resolve("sign-in-java.ipynb")).code(), "Optics");
    }

    @Test
    void theScript_signsIn() throws Exception {
        assertSignsIn(List.of(Files.readString(Jupyter.NOTEBOOKS.resolve("sign-in.jsh"))), "Ada Brandt");
    }

    private void assertSignsIn(List<String> cells, String shownInTheEnd) throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt", "Optics");
            Process jshell = start(fake);
            try (Writer input = jshell.outputWriter(StandardCharsets.UTF_8);
                    BufferedReader shown = new BufferedReader(
                            new InputStreamReader(jshell.getInputStream(), StandardCharsets.UTF_8))) {
                for (String cell : cells) {
                    input.write(cell + "\n");
                }
                input.write("/exit\n");
                input.flush();

                URI link = URI.create(shown.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("http"))
                        .findFirst()
                        .orElseThrow());
                HttpClient browser = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
                browser.send(
                        HttpRequest.newBuilder(fake.signIn(link, "ada@example.org"))
                                .build(),
                        BodyHandlers.discarding());

                // Like this, jshell shows what is printed, and complaints.
                assertThat(shown.lines().collect(Collectors.joining("\n")))
                        .contains(shownInTheEnd)
                        .doesNotContain("|  ");
            } finally {
                jshell.destroy();
            }
            assertThat(jshell.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(fake.calls().count("user_access_info")).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void aNotebook_isKeptWithoutWhatARunHasShown(Path notebook) throws IOException {
        assertThat(Notebook.read(notebook).code()).isNotEmpty();
        assertThat(Notebook.read(notebook).hasOutputs()).isFalse();
    }

    static Stream<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Jupyter.NOTEBOOKS)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).toList().stream();
        }
    }

    private Process start(FakeLabArchives fake) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "-")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("API_URL", fake.apiUrl().toString());
        builder.environment().put("ACCESS_KEYID", fake.accessKeyId());
        builder.environment().put("ACCESS_PWD", fake.accessPassword());
        builder.environment().put("LABAUTH_BROWSER", "none");
        return builder.start();
    }
}

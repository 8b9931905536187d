package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeTiled;
import io.labauth.testkit.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows compiles, and its programs run. */
@Timeout(60)
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    /** What a snippet may take for granted. */
    private static final String AROUND = """
            import io.labauth.*;
            import io.labauth.labarchives.*;
            import io.labauth.local.*;
            import io.labauth.testkit.*;
            import io.labauth.tiled.*;
            import jakarta.servlet.http.HttpServletRequest;
            import java.net.URI;
            import java.net.http.HttpRequest;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;
            import java.util.*;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.*;
            import static org.assertj.core.api.Assertions.assertThat;
            SNIPPET
            """;

    private static final String IN_A_METHOD = """
            abstract class Snippet {
                LabArchives labArchives; FakeLabArchives fake; HttpServletRequest request; String email; String oneHourToken; Notebook notebook;
                Secret password;
                abstract void show(URI address);
                void snippet(LabArchivesUser USERTILED) throws Exception {
                    SNIPPET
                }
            }
            """;

    @TempDir
    Path directory;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), docs.toList().stream())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippet_compiles(Path page) throws IOException {
        // The snippets of this page stand in the sample itself, and are held against it by GuideTest.
        if (page.endsWith("web-application.md")) {
            return;
        }
        for (String snippet : snippets(page)) {
            compile(source(snippet));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLink_leadsSomewhere(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1)))
                    .as("link in " + page)
                    .exists();
        }
    }

    @Test
    void theJobOfTheGuide_signsInWithATokenAndResumesEverAfter() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt", "Optics", "Vacuum");
            compile(program(ROOT.resolve("docs/guides/headless.md")));

            Map<String, String> key = environment(fake);
            Map<String, String> withToken = new java.util.HashMap<>(key);
            withToken.put("AUTH_EMAIL", "ada@example.org");
            withToken.put("AUTH_KEY", fake.issueToken("ada@example.org"));

            assertThat(run("NightlyJob", withToken)).isEqualTo("0: Optics\nVacuum\n");
            assertThat(run("NightlyJob", key)).isEqualTo("0: Optics\nVacuum\n");
            fake.revoke(fake.users().get(0).uid());
            assertThat(run("NightlyJob", key)).startsWith("3: ").contains("sign in again");
            assertThat(fake.calls().count("user_access_info")).isOne();
        }
    }

    @Test
    void theProgramForTiled_listsItsKeysAndSaysWhereItsOwnCameFrom() throws Exception {
        try (FakeTiled fake = FakeTiled.start()) {
            fake.addUser("ada", "swordfish");
            String key = fake.issueKey("ada", "read:metadata");
            Files.writeString(directory.resolve("lab.yml"), "lab:\n  uri: " + fake.uri() + "\n");
            Map<String, String> environment = Map.of(
                    "TILED_PROFILES", directory.toString(),
                    "XDG_CONFIG_HOME", directory.toString(),
                    "TILED_API_KEY", key);
            compile(program(ROOT.resolve("docs/guides/tiled.md")));

            assertThat(run("ListKeys", environment))
                    .isEqualTo("0: ada, by the environment variable TILED_API_KEY\n" + key.substring(0, 8)
                            + " [read:metadata] \n");
            fake.behaviour()
                    .failNext(
                            "auth/whoami",
                            Fault.answer(401, "application/json", "{\"detail\":\"Invalid API key\"}"),
                            1);
            assertThat(run("ListKeys", environment)).startsWith("3: ").contains("TILED_API_KEY");
        }
    }

    @ParameterizedTest
    @MethodSource("programsThatSignIn")
    void theProgramOfThePage_signsIn(String page, String name) throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt", "Optics");
            compile(program(ROOT.resolve(page)));
            Map<String, String> environment = environment(fake);
            Process program = start(name, environment);

            URI link = firstLink(program);
            HttpClient browser = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            browser.send(
                    HttpRequest.newBuilder(fake.signIn(link, "ada@example.org")).build(), BodyHandlers.discarding());

            assertThat(ended(program)).startsWith("0: ").contains("Hello Ada Brandt", "Optics");
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> programsThatSignIn() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of("README.md", "Hello"),
                org.junit.jupiter.params.provider.Arguments.of("docs/guides/local-sign-in.md", "SignIn"));
    }

    private static List<String> snippets(Path page) {
        try {
            return JAVA.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(Path page) {
        return snippets(page).stream()
                .filter(snippet -> CLASS.matcher(snippet).find())
                .findFirst()
                .orElseThrow();
    }

    private static String source(String snippet) {
        if (CLASS.matcher(snippet).find()) {
            return snippet;
        }
        if (snippet.startsWith("@ExtendWith")) {
            return AROUND.replace("SNIPPET", snippet);
        }
        if (snippet.startsWith("@RegisterExtension")) {
            return AROUND.replace("SNIPPET", "class Snippet {" + snippet + "}");
        }
        String user = snippet.contains("LabArchivesUser user") ? "other" : "user";
        String tiled = snippet.contains("Tiled tiled") ? "" : ", Tiled tiled";
        return AROUND.replace("SNIPPET", IN_A_METHOD.replace("USERTILED", user + tiled).replace("SNIPPET", snippet));
    }

    private void compile(String source) throws IOException {
        Matcher name = CLASS.matcher(source);
        Path file = directory.resolve((name.find() ? name.group(1) : "Snippet") + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                file.toString());
        assertThat(result).as("compiling\n" + source).isZero();
    }

    private static Map<String, String> environment(FakeLabArchives fake) {
        return Map.of(
                "API_URL", fake.apiUrl().toString(),
                "ACCESS_KEYID", fake.accessKeyId(),
                "ACCESS_PWD", fake.accessPassword(),
                "LABAUTH_BROWSER", "none");
    }

    private String run(String name, Map<String, String> environment) throws IOException, InterruptedException {
        return ended(start(name, environment));
    }

    private Process start(String name, Map<String, String> environment) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-cp",
                        directory + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        name)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static URI firstLink(Process program) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = program.getInputStream().read();
                next >= 0;
                next = program.getInputStream().read()) {
            line.append((char) next);
            if (next == '\n') {
                String text = line.toString().strip();
                if (text.startsWith("http")) {
                    return URI.create(text);
                }
                line.setLength(0);
            }
        }
        throw new AssertionError("the program printed no link");
    }

    private static String ended(Process program) throws IOException, InterruptedException {
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return program.exitValue() + ": "
                + printed.lines().map(line -> line + "\n").collect(Collectors.joining());
    }
}

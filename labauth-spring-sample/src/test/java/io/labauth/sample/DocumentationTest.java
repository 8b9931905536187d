package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.labauth.AuthenticationException;
import io.labauth.Secret;
import io.labauth.ash.Ash;
import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeAshrLabs;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabKey;
import io.labauth.testkit.FakeLabKeyUser;
import io.labauth.testkit.FakeTiled;
import io.labauth.testkit.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.support.ui.FluentWait;
import tools.jackson.databind.ObjectMapper;

/** What the documentation shows compiles, and its programs run. */
@Timeout(60)
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern KOTLIN = Pattern.compile("(?s)```kotlin\\n(.*?)```");
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    /** What a snippet may take for granted. */
    private static final String AROUND = """
            import io.labauth.*;
            import io.labauth.ash.*;
            import io.labauth.ashrlabs.*;
            import io.labauth.apikeys.*;
            import io.labauth.labarchives.*;
            import io.labauth.labkey.*;
            import io.labauth.local.*;
            import io.labauth.oauth2.*;
            import io.labauth.testkit.*;
            import io.labauth.web.*;
            import io.labauth.tiled.*;
            import jakarta.servlet.http.HttpServletRequest;
            import java.net.URI;
            import java.net.http.HttpRequest;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.*;
            import static org.assertj.core.api.Assertions.assertThat;
            SNIPPET
            """;

    private static final String IN_SPRING = """
            import static io.labauth.spring.LabAuthApiKeysConfigurer.labAuthApiKeys;
            import static io.labauth.spring.LabAuthLoginConfigurer.labAuthLogin;
            import io.labauth.spring.*;
            import java.util.*;
            import org.springframework.context.annotation.*;
            import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
            import org.springframework.security.config.annotation.web.builders.HttpSecurity;
            import org.springframework.security.web.SecurityFilterChain;
            SNIPPET
            """;

    private static final String IN_A_METHOD = """
            abstract class Snippet {
                LabArchives labArchives; FakeLabArchives fake; HttpServletRequest request; String email; String oneHourToken; Notebook notebook; String newKey; String oldKey;
                AshrLabs ashrLabs;
                OAuth2Provider provider; OAuth2Session session; String clientId; Secret secret;
                Secret password;
                ApiKeys keys; Secret found; Secret newPepper; Secret oldPepper;
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
                    Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                            .map(ROOT::resolve),
                    docs.toList().stream())
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
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
            Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
            assertThat(target).as("link in " + page).exists();
            if (links.group(2) != null) {
                assertThat(anchors(target)).as("anchors for a link in " + page).contains(links.group(2));
            }
        }
    }

    @Test
    void everyCommandOfTheReadme_isRunByCi() throws IOException {
        String ci = Files.readString(ROOT.resolve(".ci/run")).replace(" -B -ntp", "");

        assertThat(SHELL.matcher(Files.readString(ROOT.resolve("README.md"))).results())
                .hasSize(2)
                .allSatisfy(command -> assertThat(ci).contains(command.group(1).strip()));
    }

    @Test
    void everyKotlinSnippet_standsInANotebook() throws IOException {
        StringBuilder notebooks = new StringBuilder();
        for (String name : List.of("sign-in-kotlin.ipynb", "on-a-hub-kotlin.ipynb")) {
            new ObjectMapper()
                    .readTree(Files.readString(ROOT.resolve("docs/notebooks").resolve(name)))
                    .path("cells")
                    .forEach(cell -> cell.path("source").forEach(line -> notebooks.append(line.asString())));
        }

        assertThat(KOTLIN.matcher(Files.readString(ROOT.resolve("docs/guides/notebooks.md")))
                        .results())
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(notebooks).contains(cell.group(1).strip()));
    }

    @Test
    void theJobOfTheReadme_signsInWithATokenAndResumesEverAfter() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt", "Optics", "Vacuum");
            compile(snippets(ROOT.resolve("README.md")).get(2));
            Map<String, String> withToken = new java.util.HashMap<>(environment(fake));
            withToken.put("AUTH_EMAIL", "ada@example.org");
            withToken.put("AUTH_KEY", fake.issueToken("ada@example.org"));

            assertThat(run("Job", withToken)).isEqualTo("0: Ada Brandt has 2 notebooks\n");
            assertThat(run("Job", environment(fake))).isEqualTo("0: Ada Brandt has 2 notebooks\n");
            assertThat(fake.calls().count("user_access_info")).isOne();
        }
    }

    @Test
    void theWebApplicationOfTheReadme_signsPeopleIn() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            FakeLabArchives.demoUsers().forEach(fake::addUser);
            compile(snippets(ROOT.resolve("README.md")).get(1));
            int port = freePort();
            Map<String, String> environment = new java.util.HashMap<>(environment(fake));
            environment.put("SERVER_PORT", Integer.toString(port));
            environment.put("LABAUTH_WEB_BASE_URL", "http://localhost:" + port);
            environment.put("LABAUTH_WEB_SEALING_KEYS", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            // The sample's own settings are on the class path too.
            environment.put("LABAUTH_API_KEYS_ENABLED", "false");
            Process program = start("org.example.lab.LabApplication", environment);
            try {
                new FluentWait<>(port)
                        .withTimeout(Duration.ofSeconds(40))
                        .withMessage("the application listens")
                        .until(DocumentationTest::answers);
                Browser browser = new Browser(port);

                browser.signIn(Browser.MARA);

                assertThat(browser.get("/").body()).startsWith("Hello ").contains(Browser.MARA);
            } finally {
                program.destroy();
            }
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
    void theLabKeyProgram_findsTheKeyInTheNetrcFile() throws Exception {
        try (FakeLabKey fake = FakeLabKey.builder().contextPath("/labkey").start()) {
            FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada Brandt");
            compile(program(ROOT.resolve("docs/guides/labkey.md")));
            Path netrc = directory.resolve("netrc");
            Files.createFile(netrc);
            assertThat(netrc.toFile().setReadable(false, false)
                            && netrc.toFile().setReadable(true, true))
                    .isTrue();
            Map<String, String> environment =
                    Map.of("LABKEY_URL", fake.baseUrl().toString(), "NETRC", netrc.toString());

            Files.writeString(netrc, "machine 127.0.0.1 login apikey password " + fake.issueKey(ada, "nightly import"));
            assertThat(run("MyLabKeyKeys", environment)).isEqualTo("0: Signed in as Ada Brandt\n1 nightly import\n");

            Files.writeString(netrc, "machine 127.0.0.1 login apikey password " + "0".repeat(64));
            assertThat(run("MyLabKeyKeys", environment)).startsWith("3: ").contains("did not accept the key");
        }
    }

    @Test
    void theAshPrograms_rotateAKeyAndGuardAServer() throws Exception {
        try (FakeAsh fake = FakeAsh.start()) {
            List<String> programs = snippets(ROOT.resolve("docs/guides/ash.md")).stream()
                    .filter(snippet -> CLASS.matcher(snippet).find())
                    .toList();
            String old = fake.issueKey("nightly");
            compile(programs.get(0));
            compile(programs.get(1));
            Map<String, String> environment =
                    Map.of("ASH_SERVER_URL", fake.serverUrl().toString(), "ASH_API_KEY", fake.environmentKey());

            assertThat(run("RotateAshKey", environment)).isEqualTo("0: revoked " + old.substring(0, 8) + "\n");

            Process server = start("GuardedServer", environment);
            try {
                URI address = firstLink(server);

                Ash.connect(address, Secret.of(fake.environmentKey())).proveKey();
                assertThatExceptionOfType(AuthenticationException.class)
                        .isThrownBy(Ash.connect(address, Secret.of(old))::proveKey);
                HttpRequest internal = HttpRequest.newBuilder(address.resolve("/api/internal/x"))
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(internal, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(401);
            } finally {
                server.destroy();
            }
        }
    }

    @Test
    void theAshrLabsProgram_tellsTheAgeOfKeys() throws Exception {
        try (FakeAshrLabs fake = FakeAshrLabs.start()) {
            compile(program(ROOT.resolve("docs/guides/ashr-labs.md")));
            Map<String, String> environment =
                    Map.of("ASHR_LABS_BASE_URL", fake.baseUrl().toString(), "ASHR_LABS_API_KEY", fake.issueKey("ci"));

            assertThat(run("OldKeys", environment)).isEqualTo("0: ci: 0 days\n");

            fake.expire(environment.get("ASHR_LABS_API_KEY"));
            assertThat(run("OldKeys", environment)).startsWith("3: ").contains("has expired");
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

    @Test
    void theProgramOfTheOAuthGuide_signsIn() throws Exception {
        MockOAuth2Server server = new MockOAuth2Server();
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback("lab", "ada", "JWT", List.of("app"), Map.of("name", "Ada"), 60));
        server.start();
        compile(program(ROOT.resolve("docs/guides/oauth2.md")));
        Process program =
                start("WhoAmI", oauthEnvironment(server.issuerUrl("lab").uri()));

        URI link = firstLink(program);
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());

        assertThat(ended(program)).startsWith("0: ").contains("Hello Ada (ada)");
        server.shutdown();
    }

    @Test
    void theProgramOfTheDeviceGuide_signsIn() throws Exception {
        try (DeviceServer server = DeviceServer.start()) {
            compile(program(ROOT.resolve("docs/guides/device.md")));

            assertThat(run("Instrument", oauthEnvironment(server.issuer())))
                    .startsWith("0: To sign in to 127.0.0.1, open this address on any device:")
                    .contains(DeviceServer.USER_CODE, "Waiting for you, at most 5 minutes", "Hello Ada (ada)");
        }
    }

    private static Map<String, String> oauthEnvironment(URI issuer) {
        return Map.of("ISSUER", issuer.toString(), "CLIENT_ID", "app", "LABAUTH_BROWSER", "none");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> programsThatSignIn() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of("README.md", "Hello"),
                org.junit.jupiter.params.provider.Arguments.of("docs/guides/local-sign-in.md", "SignIn"));
    }

    @Test
    void theApiOfTheGuide_takesAKeyForWhatItMayDo() throws Exception {
        compile(program(ROOT.resolve("docs/guides/api-keys.md")));
        int port = freePort();
        Process program = start(
                "LabApi",
                Map.of("PORT", Integer.toString(port), "KEY_PEPPER", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        try {
            BufferedReader printed =
                    new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
            String key = printed.lines()
                    .filter(line -> line.startsWith("lab_live_"))
                    .findFirst()
                    .orElseThrow();
            assertThat(printed.lines().anyMatch(("Listening on " + port)::equals))
                    .isTrue();
            URI notebooks = URI.create("http://127.0.0.1:" + port + "/api/notebooks");

            assertThat(get(notebooks, "Bearer " + key, "GET")).isEqualTo("200 The notebooks of ada");
            assertThat(get(notebooks, "Apikey " + key, "GET")).startsWith("200 ");
            assertThat(get(notebooks, "Bearer " + key, "POST")).startsWith("403 ");
            assertThat(get(notebooks, "Bearer " + key + "0", "GET")).isEqualTo("401 The key is not valid.");
            assertThat(get(URI.create(notebooks + "?api_key=" + key), "Bearer " + key, "GET"))
                    .startsWith("400 ");
        } finally {
            program.destroyForcibly();
        }
    }

    private static String get(URI uri, String authorization, String method) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", authorization)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a forge makes them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    static List<String> snippets(Path page) {
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
        if (snippet.startsWith("@Configuration")) {
            return IN_SPRING.replace("SNIPPET", snippet);
        }
        if (snippet.startsWith("@Bean")) {
            return IN_SPRING.replace("SNIPPET", "class Snippet {" + snippet + "}");
        }
        if (snippet.startsWith("@ExtendWith")) {
            return AROUND.replace("SNIPPET", snippet);
        }
        if (snippet.startsWith("@RegisterExtension")) {
            return AROUND.replace("SNIPPET", "class Snippet {" + snippet + "}");
        }
        String user = snippet.contains("LabArchivesUser user") ? "other" : "user";
        String tiled = snippet.contains("Tiled tiled") ? "" : ", Tiled tiled";
        return AROUND.replace(
                "SNIPPET", IN_A_METHOD.replace("USERTILED", user + tiled).replace("SNIPPET", snippet));
    }

    private void compile(String source) throws IOException {
        compile(directory, source);
    }

    static void compile(Path directory, String source) throws IOException {
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

    static Map<String, String> environment(FakeLabArchives fake) {
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
        return start(directory, name, environment);
    }

    static Process start(Path directory, String name, Map<String, String> environment) throws IOException {
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

package io.labauth.sample;

import static io.labauth.sample.DocumentationTest.compile;
import static io.labauth.sample.DocumentationTest.environment;
import static io.labauth.sample.DocumentationTest.freePort;
import static io.labauth.sample.DocumentationTest.snippets;
import static io.labauth.sample.DocumentationTest.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.WebLogin;
import jakarta.servlet.Servlet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the guide for web applications without Spring sign people in. */
@Timeout(60)
class WebWithoutSpringTest {
    private static final Path WITHOUT_SPRING = Path.of("../docs/guides/web-without-spring.md");

    @TempDir
    Path directory;

    @Test
    void theSiteOfTheGuide_signsPeopleInWithTheJdksOwnServer() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt");
            compile(directory, snippets(WITHOUT_SPRING).get(0));
            URI site = URI.create("http://127.0.0.1:" + freePort());
            Process program = startSite(fake, site.toString(), site.getPort());
            try {
                assertThat(new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                        .isEqualTo("Open " + site);

                assertSignsIn(site, fake);
            } finally {
                program.destroy();
            }
        }
    }

    @Test
    void theSiteOfTheGuide_behindAProxyWithHttps_hasSecureCookiesAndKnowsSessionsExactly() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            fake.addUser("ada@example.org", "Ada Brandt");
            compile(directory, snippets(WITHOUT_SPRING).get(0));
            URI site = URI.create("http://127.0.0.1:" + freePort());
            Process program = startSite(fake, "https://lab.example.org", site.getPort());
            try {
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8)).readLine();
                HttpResponse<String> login = getWithCookie(site.resolve("/login?returnTo=/a&returnTo=/b"), "");
                URI callback = fake.signIn(Browser.location(login), "ada@example.org");

                HttpResponse<String> signedIn = getWithCookie(
                        site.resolve(callback.getRawPath() + "?" + callback.getRawQuery()), cookie(login, "__Host-"));

                String session = cookie(signedIn, "session=");
                assertThat(signedIn.headers().allValues("Set-Cookie"))
                        .allSatisfy(set -> assertThat(set).endsWith("; Secure"));
                assertThat(getWithCookie(site, "theme=dark; " + session).body()).isEqualTo("Hello Ada Brandt");
                assertThat(getWithCookie(site, session + "0").statusCode()).isEqualTo(303);
                assertThat(getWithCookie(site, "my" + session).statusCode()).isEqualTo(303);
            } finally {
                program.destroy();
            }
        }
    }

    @Test
    void theSharedFlowsOfTheGuide_areConsumedOnceAndUnknownWhereTheTableIsNot() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        compile(directory, snippets(WITHOUT_SPRING).get(2));
        try (URLClassLoader classes =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                Connection connection = database.getConnection()) {
            ConsumedFlows flows = (ConsumedFlows) classes.loadClass("SharedFlows")
                    .getConstructor(DataSource.class)
                    .newInstance(database);
            Instant later = Instant.now().plusSeconds(60);

            assertThat(flows.consume("one", later)).isEqualTo(ConsumedFlows.Answer.UNKNOWN);
            connection.createStatement().execute(table());
            assertThat(flows.consume("one", later)).isEqualTo(ConsumedFlows.Answer.FIRST);
            assertThat(flows.consume("one", later)).isEqualTo(ConsumedFlows.Answer.AGAIN);
            assertThat(flows.consume("two", later)).isEqualTo(ConsumedFlows.Answer.FIRST);
        }
    }

    @Test
    void theServletOfTheGuide_signsPeopleIn() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start();
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            fake.addUser("ada@example.org", "Ada Brandt");
            compile(directory, snippets(WITHOUT_SPRING).get(1));
            Constructor<?> servlet = classes.loadClass("SignInServlet").getConstructor(WebLogin.class);

            try (ServletSite site = ServletSite.start(directory, fake, login -> (Servlet) servlet.newInstance(login))) {
                assertSignsIn(site.baseUrl(), fake);
            }
        }
    }

    private Process startSite(FakeLabArchives fake, String baseUrl, int port) throws IOException {
        Map<String, String> environment = new HashMap<>(environment(fake));
        environment.put("BASE_URL", baseUrl);
        environment.put("PORT", Integer.toString(port));
        environment.put("SEALING_KEY", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return start(directory, "LabSite", environment);
    }

    /** From a page of the site to the fake and back, and the refusal of a callback that was used. */
    private static void assertSignsIn(URI site, FakeLabArchives fake) throws IOException, InterruptedException {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpResponse<String> login = get(browser, Browser.location(get(browser, site.resolve("/page?x=1"))));
        URI callback = fake.signIn(Browser.location(login), "ada@example.org");

        HttpResponse<String> signedIn = get(browser, callback);

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(Browser.location(signedIn)).isEqualTo(site.resolve("/page?x=1"));
        assertThat(get(browser, site.resolve("/page?x=1")).body()).isEqualTo("Hello Ada Brandt");
        assertThat(get(browser, callback).statusCode()).isEqualTo(303);
        HttpResponse<String> stranger = get(HttpClient.newHttpClient(), callback);
        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(stranger.body())
                .startsWith("This sign-in link cannot be used")
                .doesNotContain("auth_code");
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static String table() throws IOException {
        Matcher sql = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(WITHOUT_SPRING));
        assertThat(sql.find()).isTrue();
        return sql.group(1);
    }

    private static String cookie(HttpResponse<?> answer, String beginning) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(beginning))
                .map(set -> set.substring(0, set.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> getWithCookie(URI uri, String cookie) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).header("Cookie", cookie).build(), BodyHandlers.ofString());
    }
}

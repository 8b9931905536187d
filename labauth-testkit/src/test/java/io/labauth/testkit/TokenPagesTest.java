package io.labauth.testkit;

import static io.labauth.testkit.SignedClient.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenPagesTest {
    private static final String EMAIL = "ada+lab@example.org";

    private FakeLabArchives fake;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.start();
        fake.addUser(EMAIL, "Ada Brandt", "Optics & <Lasers>", "Vacuum");
        fake.addUser("solo@example.org", "Solo");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void home_tellsWhoAndWhereButNotThePassword() throws Exception {
        HttpResponse<String> page = get(fake.homeUrl());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        fake.apiUrl().toString(), "Ada Brandt", "Optics &amp; &lt;Lasers&gt; · Vacuum", "No notebooks")
                .contains("not the real service")
                .doesNotContain(fake.accessPassword(), "<script", "{{");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self';");
    }

    @Test
    void home_whenThereAreNoUsers_saysSo() throws Exception {
        try (FakeLabArchives empty = FakeLabArchives.start()) {
            assertThat(get(empty.homeUrl()).body()).contains("Nobody has been added");
        }
    }

    @Test
    void token_whenAskedFor_isShownAndSignsIn() throws Exception {
        HttpResponse<String> page = post("user=" + encode(EMAIL));

        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        Matcher token = Pattern.compile("autofocus value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        assertThat(SignedClient.of(fake).exchange(EMAIL, token.group(1)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_whenTheUserIsUnknown_isNotIssued() throws Exception {
        assertThat(post("user=x").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
    }

    @Test
    void token_whenAskedForByALink_isNotIssued() throws Exception {
        assertThat(get(fake.homeUrl().resolve("/token?user=" + encode(EMAIL))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anotherPage_isNotFoundAndNotEchoed() throws Exception {
        HttpResponse<String> page = get(fake.homeUrl().resolve("/elsewhere"));

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Not found").doesNotContain("elsewhere");
    }

    @Test
    void administrationPage_isClosed() throws Exception {
        assertThat(get(fake.homeUrl().resolve("/__admin/requests")).statusCode())
                .isEqualTo(401);
        assertThat(get(fake.homeUrl().resolve("/__admin/mappings")).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> post(String form) throws Exception {
        return SignedClient.send(HttpRequest.newBuilder(fake.homeUrl().resolve("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return SignedClient.send(HttpRequest.newBuilder(url).build());
    }
}

package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the listener shows, and to whom. */
class ListenerPageTest {
    private CallbackCollector<String> collector;
    private URI uri;

    @BeforeEach
    void open() {
        collector = LocalLogin.with(new StubProvider()).open();
        uri = collector.callbackUri();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void everyPage_isSafeToShow() throws IOException {
        String refused = RawHttp.get(uri, "?error=%3Cscript%3Ealert(1)%3C/script%3E");
        String redirect = RawHttp.get(uri, "?code=%3Cb%3E%27%22%26");
        String shown = RawHttp.get(RawHttp.location(redirect), "");

        assertThat(refused).contains("<main class=\"bad\">", "Not accepted").doesNotContain("script", "alert");
        assertThat(redirect).doesNotContain("%3Cb");
        assertThat(shown)
                .startsWith("HTTP/1.1 200 ")
                .contains("<main class=\"good\">", "as &lt;b&gt;&#39;&quot;&amp;")
                .doesNotContain("<b>");
        for (String page : List.of(refused, redirect, shown)) {
            assertThat(page)
                    .containsPattern(
                            "Content-Security-Policy: default-src 'none'; .*frame-ancestors 'none'; style-src '(none|sha256-[^']+)'\r\n")
                    .contains(
                            "Cache-Control: no-store\r\n",
                            "Referrer-Policy: no-referrer\r\n",
                            "X-Content-Type-Options: nosniff\r\n");
        }
        assertThat(List.of(refused, shown))
                .allSatisfy(page -> assertThat(page)
                        .contains("Connection: close\r\n", "Content-Type: text/html; charset=utf-8\r\n")
                        .doesNotContain("<script", "http:", "https:", "src="));
        assertThat(collector.await(Duration.ofSeconds(5))).isEqualTo("<b>'\"&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?page", "/", "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whoDidNotBringTheCallback_isNotShownTheNameAndLeavesThePageToThePerson(String end) throws IOException {
        String redirect = RawHttp.get(uri, "?code=Ada");

        assertThat(RawHttp.get(uri, end)).matches("(?s)HTTP/1.1 40[49] .*").doesNotContain("Ada");
        assertThat(RawHttp.get(RawHttp.location(redirect), "")).contains("Signed in to Example as Ada.");
        assertThat(collector.await(Duration.ofSeconds(5))).isEqualTo("Ada");
    }

    @Test
    void thePage_isAtAnAddressThatCannotBeGuessed() throws IOException {
        String segment = RawHttp.location(RawHttp.get(uri, "?code=Ada"))
                .toString()
                .substring(uri.toString().length());

        assertThat(segment).matches("/[A-Za-z0-9_-]{43}");
    }
}

package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    private final WebLogin<String> login = Site.withPath().node();

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "evil",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/%2f%2fevil.example",
                "/%2F/evil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/\tevil",
                "\t//evil.example",
                "/%09/evil.example",
                "https:evil.example",
                "https://evil.example/",
                "http://evil.example",
                "https://lab.example.org.evil.example/",
                "javascript:alert(1)",
                "data:text/html,x",
                "/..//evil.example",
                "/./evil",
                "/a/../b",
                "/%2e%2e//evil.example",
                "/.%2E/evil",
                "/..;/evil",
                "@evil.example",
                ":@evil.example",
                "/a\r\nSet-Cookie: x=y",
                "/%0d%0aSet-Cookie:x",
                "/a#fragment",
                "/<script>",
                "/a b",
                "/ä",
                "/a%",
                "/a%g0",
                "/login",
                "/login?returnTo=/x",
                "/login/orcid",
                "/login;x",
                "/%6cogin",
                "/%6Cog%69n/orcid",
                "/logout%3Bx",
                "/callback",
                "/callback/abc?code=x",
                "/logout",
                "/logout?x"
            })
    void wish_thatIsNotAPageOfTheApplication_isTakenForTheFirstPage(String wish) {
        assertThat(login.loginUri(wish)).hasToString("https://lab.example.org/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notebooks",
                "/notebooks/",
                "/a/b.c/d-e_f~g",
                "/search?q=a+b&to=https%3A%2F%2Fx.example%2F&back=//x",
                "/@evil.example",
                "/loginhelp",
                "/..a/b",
                "/a%20b",
                "/user_access_info",
                "/%C3%A4"
            })
    void wish_thatIsAPageOfTheApplication_isKept(String wish) {
        URI uri = login.loginUri(wish);

        assertThat(uri.getQuery())
                .isEqualTo("returnTo="
                        + URI.create(wish.replace("%", "%25")).toString().replace("%25", "%"));
    }

    @Test
    void wish_withAQueryThatIsTooLong_isKeptWithoutIt() {
        assertThat(login.loginUri("/search?q=" + "x".repeat(300)).getQuery()).isEqualTo("returnTo=/search");
    }

    @Test
    void wish_withAPathThatIsTooLong_isTakenForTheFirstPage() {
        assertThat(login.loginUri("/" + "x".repeat(300)).getQuery()).isNull();
    }

    @Test
    void wish_thatIsVeryLong_isAnsweredAllTheSame() {
        assertThat(login.loginUri("/" + "a/.".repeat(500_000)).getQuery()).isNull();
    }
}

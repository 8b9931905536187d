package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.apikeys.SingleUserLogin.Allowed;
import io.labauth.apikeys.SingleUserLogin.Redirect;
import io.labauth.apikeys.SingleUserLogin.Refused;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleUserLoginTest {
    private final SingleUserLogin login = SingleUserLogin.at(URI.create("http://127.0.0.1:8080"));

    private static String query(SingleUserLogin login) {
        return URI.create(login.link().reveal()).getRawQuery();
    }

    private static String cookie(SingleUserLogin.Step step) {
        return ((Redirect) step).cookie().orElseThrow();
    }

    @Test
    void link_isReadyToBeOpened() {
        assertThat(login.link().reveal()).matches("http://127\\.0\\.0\\.1:8080\\?api_key=[0-9a-z]{52}");
        assertThat(login.link()).hasToString("Secret[redacted]");
    }

    @Test
    void link_isExchangedForACookieAndLeavesTheAddressBar() {
        Redirect redirect = (Redirect) login.step("/plots", "a=1&" + query(login) + "&b=2", List.of());

        assertThat(redirect.location()).hasToString("http://127.0.0.1:8080/plots?a=1&b=2");
        assertThat(cookie(redirect)).matches("labauth-tool-8080=[0-9a-z]{52}; Path=/; HttpOnly; SameSite=Strict");
        String pair = cookie(redirect).split(";", -1)[0];
        assertThat(login.step("/plots", "a=1", List.of("x=y; " + pair))).isEqualTo(new Allowed());
        assertThat(redirect).hasToString("Redirect[]");
    }

    @Test
    void link_worksOnce() {
        String query = query(login);
        String pair = cookie(login.step("/", query, List.of())).split(";", -1)[0];

        assertThat(login.step("/", query, List.of())).isEqualTo(new Refused());
        assertThat(login.step("/", query, List.of(pair))).isInstanceOfSatisfying(Redirect.class, again -> {
            assertThat(again.location()).hasToString("http://127.0.0.1:8080/");
            assertThat(again.cookie()).isEmpty();
        });
    }

    @Test
    void link_openedByManyAtOnce_signsOneIn() {
        String query = query(login);

        long signedIn = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> login.step("/", query, List.of()))
                .filter(Redirect.class::isInstance)
                .count();

        assertThat(signedIn).isOne();
    }

    @Test
    void newLink_endsTheOldOne() {
        String old = query(login);
        String query = query(login);

        assertThat(login.step("/", old, List.of())).isEqualTo(new Refused());
        assertThat(login.step("/", query, List.of())).isInstanceOf(Redirect.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key=", "api_key=x", "api_key=%00", "api_key", ""})
    void otherKey_isRefused(String query) {
        login.link();

        assertThat(login.step("/", query, List.of())).isEqualTo(new Refused());
    }

    @Test
    void twoKeys_areRefused() {
        String query = query(login);

        assertThat(login.step("/", query + "&" + query, List.of())).isEqualTo(new Refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "labauth-tool-8080=", "labauth-tool-8080=x", "labauth-tool-8081=x", ";;=;"})
    void otherCookie_isRefused(String cookie) {
        assertThat(login.step("/", null, List.of(cookie))).isEqualTo(new Refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "@evil.example", "/%0d%0a", "/..//evil", "evil"})
    void redirect_staysHere(String path) {
        URI location = ((Redirect) login.step(path, query(login), List.of())).location();

        assertThat(location.getRawAuthority()).isEqualTo("127.0.0.1:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "/plots, q=100%, /plots",
        "/plots, q=%zz, /plots",
        "/100%, q=1, /?q=1",
        "/a[1], q=1, /?q=1",
        "/a%20b, q%5B0%5D=1, /a%20b?q%5B0%5D=1",
        "/plots, q[]=1, /plots?q[]=1",
        "/plots, q=a|b, /plots"
    })
    void link_openedWithAnyPathAndQuery_signsIn(String path, String rest, String location) {
        Redirect redirect = (Redirect) login.step(path, rest + "&" + query(login), List.of());

        assertThat(redirect.location()).hasToString("http://127.0.0.1:8080" + location);
        assertThat(redirect.cookie()).isPresent();
    }

    @Property(tries = 1000)
    void anyAsciiPathAndQuery_isExchangedWithoutAnException(
            @ForAll @CharRange(from = '!', to = '~') String path,
            @ForAll @CharRange(from = '!', to = '~') String query) {
        SingleUserLogin any = SingleUserLogin.at(URI.create("http://127.0.0.1:8080"));

        assertThat(any.step("/" + path, query + "&" + query(any), List.of())).isInstanceOf(Redirect.class);
    }

    @Property(tries = 300)
    void anyPathQueryAndCookie_isRefusedWithoutAnException(
            @ForAll String path, @ForAll String query, @ForAll String cookie) {
        SingleUserLogin any = SingleUserLogin.at(URI.create("http://127.0.0.1:8080"));

        assertThat(any.step(path, query, List.of(cookie))).isEqualTo(new Refused());
        assertThat(any.step(path, query + "&" + query(any), List.of()))
                .isInstanceOfSatisfying(
                        Redirect.class,
                        redirect -> assertThat(redirect.location().getRawAuthority())
                                .isEqualTo("127.0.0.1:8080"));
    }

    @Test
    void cookie_ofAnHttpsAddress_isBoundToTheHost() {
        SingleUserLogin https = SingleUserLogin.at(URI.create("https://tool.example.org/"));

        assertThat(cookie(https.step("/", query(https), List.of())))
                .startsWith("__Host-labauth-tool-0=")
                .endsWith("; Secure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://tool.example.org", "http://127.0.0.1:8080/path", "http://u@127.0.0.1", "ftp://127.0.0.1"
            })
    void otherBaseUrl_isRefused(String url) {
        assertThatThrownBy(() -> SingleUserLogin.at(URI.create(url))).isInstanceOf(IllegalArgumentException.class);
    }
}

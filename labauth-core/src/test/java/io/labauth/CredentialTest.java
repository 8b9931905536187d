package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    private static final URI SERVICE = URI.create("https://tiled.example.org/api/v1");
    private static final URI ADDRESS = URI.create("https://tiled.example.org/api/v1/auth/whoami?x=1");
    private static final Secret KEY = Secret.of("k3y+/=&");

    @Test
    void applyTo_sendsEachSchemeInItsOwnWords() {
        assertThat(sent(Credential.bearer(KEY, SERVICE), "Authorization")).isEqualTo("Bearer k3y+/=&");
        assertThat(sent(Credential.apikey(KEY, SERVICE), "Authorization")).isEqualTo("Apikey k3y+/=&");
        assertThat(sent(Credential.header("apikey", KEY, SERVICE), "apikey")).isEqualTo("k3y+/=&");
        assertThat(sent(Credential.basic(KEY, SERVICE), "Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("apikey:k3y+/=&".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void applyTo_givesTheRequestItsAddressAndReplacesAnEarlierCredential() {
        HttpRequest.Builder builder = HttpRequest.newBuilder().header("Authorization", "Bearer stale");

        HttpRequest request =
                Credential.apikey(KEY, SERVICE).applyTo(builder, ADDRESS).build();

        assertThat(request.uri()).isEqualTo(ADDRESS);
        assertThat(request.headers().allValues("Authorization")).containsExactly("Apikey k3y+/=&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tiled.example.org/",
                "https://tiled.example.org:8443/",
                "https://evil.example/",
                "https://tiled.example.org.evil.example/",
                "https://tiled.example.org@evil.example/",
                "https://sub.tiled.example.org/",
                "/api/v1",
                "mailto:tiled.example.org"
            })
    void applyTo_whenTheAddressIsOfAnotherOrigin_leavesTheRequestAlone(String address) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("https://else.example/"));
        Credential credential = Credential.apikey(KEY, SERVICE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> credential.applyTo(builder, URI.create(address)))
                .withMessageContaining("https://tiled.example.org")
                .withMessageNotContaining("k3y");
        assertThat(builder.build().headers().map()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://TILED.example.org:443/x", "https://tiled.example.org"})
    void applyTo_whenTheSameOriginIsWrittenDifferently_sendsTheKey(String address) {
        Credential credential = Credential.apikey(KEY, SERVICE);

        assertThat(credential
                        .applyTo(HttpRequest.newBuilder(), URI.create(address))
                        .build()
                        .headers()
                        .map())
                .containsKey("Authorization");
    }

    @Test
    void applyTo_whenPlainHttpLeavesTheMachine_refusesUnlessTold() {
        URI plain = URI.create("http://tiled.example.org:8000/");
        Credential credential = Credential.apikey(KEY, plain);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> credential.applyTo(HttpRequest.newBuilder(), plain))
                .withMessageContaining("plain http");
        assertThat(credential.evenOverPlainHttp().applyTo(HttpRequest.newBuilder(), plain))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000/", "http://localhost:8000/", "http://[::1]:8000/"})
    void applyTo_whenPlainHttpStaysOnTheMachine_sendsTheKey(String address) {
        Credential credential = Credential.apikey(KEY, URI.create(address));

        assertThat(credential.applyTo(HttpRequest.newBuilder(), URI.create(address)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\n", "a b", "a\r\nX-Evil: 1", "schlüssel", "\u0000a"})
    void factories_whenNoHeaderCanCarryTheKey_refuseItWithoutShowingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.apikey(Secret.of(key), SERVICE))
                .withMessageNotContaining(key);
    }

    @Test
    void inLink_putsTheEscapedKeyIntoTheQueryAndKeepsTheFragment() {
        Credential credential = Credential.apikey(KEY, SERVICE);

        assertThat(credential.inLink("api_key", URI.create("https://tiled.example.org/ui?a=%20#top")))
                .hasToString("https://tiled.example.org/ui?a=%20&api_key=k3y%2B%2F%3D%26#top");
        assertThat(credential.inLink("api_key", URI.create("https://tiled.example.org/ui")))
                .hasToString("https://tiled.example.org/ui?api_key=k3y%2B%2F%3D%26");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/ui", "https://tiled.example.org/ui?api_key=other"})
    void inLink_whenForAnotherOriginOrKeyed_isRefused(String page) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credential.apikey(KEY, SERVICE).inLink("api_key", URI.create(page)));
    }

    @Test
    void from_saysWhereTheKeyWasFound() {
        Credential credential = Credential.apikey(KEY, SERVICE);

        assertThat(credential.origin()).hasToString("argument");
        assertThat(credential.from(KeyOrigin.environmentVariable("TILED_API_KEY")))
                .hasToString(
                        "Credential[service=https://tiled.example.org, origin=environment variable TILED_API_KEY]");
        assertThat(credential.from(KeyOrigin.file(Path.of("a", ".netrc"))).origin())
                .hasToString("file " + Path.of("a", ".netrc"));
    }

    private static String sent(Credential credential, String header) {
        return credential
                .applyTo(HttpRequest.newBuilder(), ADDRESS)
                .build()
                .headers()
                .firstValue(header)
                .orElseThrow();
    }
}

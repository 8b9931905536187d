package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromEnvironmentTest {
    private static final Map<String, String> KEY = Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", "sesame");
    private static final URI CALLBACK = URI.create("https://app.example.org/callback/x");

    @TempDir
    Path directory;

    @Test
    void fromEnvironment_whenNothingIsSet_namesBothVariablesAndTheFile() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LabArchives.fromEnvironment(Map.of(), directory))
                .withMessageContaining("ACCESS_KEYID")
                .withMessageContaining("ACCESS_PWD")
                .withMessageContaining("neither is in the environment")
                .withMessageContaining(directory.resolve(".env").toString());
    }

    @Test
    void fromEnvironment_whenOneIsMissingOrBlank_saysWhich() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> LabArchives.fromEnvironment(Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", " "), directory))
                .withMessageContaining("ACCESS_PWD is not in the environment");
        assertThatIllegalStateException()
                .isThrownBy(() -> LabArchives.fromEnvironment(Map.of("ACCESS_PWD", "pw"), directory))
                .withMessageContaining("ACCESS_KEYID is not in the environment");
    }

    @Test
    void isConfigured_looksForTheAccessKeyIdInBothPlaces() throws IOException {
        assertThat(LabArchives.isConfigured(Map.of("ACCESS_PWD", "sesame"), directory))
                .isFalse();
        assertThat(LabArchives.isConfigured(Map.of("ACCESS_KEYID", "id"), directory))
                .isTrue();

        Files.writeString(directory.resolve(".env"), "ACCESS_KEYID=id");
        assertThat(LabArchives.isConfigured(Map.of(), directory)).isTrue();
    }

    @Test
    void settings_tellWhereEachWasFound() throws IOException {
        Files.writeString(directory.resolve(".env"), "ACCESS_KEYID=other\nACCESS_PWD=sesame");

        assertThat(LabArchives.settings(Map.of("ACCESS_KEYID", "id"), directory))
                .extracting(setting -> setting.name() + " " + setting.origin())
                .containsExactly(
                        "ACCESS_KEYID environment variable ACCESS_KEYID",
                        "ACCESS_PWD file " + directory.resolve(".env"));
    }

    @Test
    void settings_hideTheirValues() {
        assertThat(LabArchives.settings(KEY, directory).toString())
                .contains("ACCESS_PWD")
                .doesNotContain("sesame");
    }

    @Test
    void fromEnvironment_whenOnlyTheKeyIsSet_usesTheFirstRegion() {
        LabArchives labArchives = LabArchives.fromEnvironment(KEY, directory);

        assertThat(labArchives.generateAuthUrl(CALLBACK)).hasScheme("https").hasHost("api.labarchives.com");
    }

    @Test
    void fromEnvironment_whenTheFileFillsIn_theProcessWins() throws IOException {
        Files.writeString(
                directory.resolve(".env"),
                "API_URL=https://euapi.labarchives.com/api/\nACCESS_KEYID=other\nexport ACCESS_PWD='sesame'\n");

        LabArchives labArchives = LabArchives.fromEnvironment(Map.of("ACCESS_KEYID", "mine"), directory);

        assertThat(labArchives.generateAuthUrl(CALLBACK))
                .hasHost("euapi.labarchives.com")
                .hasPath("/api_user_login")
                .hasParameter("akid", "mine");
    }

    @Test
    void fromEnvironment_whenTheEnvironmentIsComplete_leavesTheFileAlone() throws IOException {
        Files.writeString(directory.resolve(".env"), "not a line");
        Map<String, String> complete =
                Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", "sesame", "API_URL", "http://127.0.0.1:9/api");

        assertThat(LabArchives.fromEnvironment(complete, directory)).hasToString("LabArchives[127.0.0.1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labarchives", "http://api.labarchives.com/api", "http://127.0.0.1.evil.example/api",
                        "http://10.0.0.1/api",
                "ftp://api.labarchives.com", "https://", "https:///api", "https://u:p@api.labarchives.com/api",
                "https://api.labarchives.com/api?x=y", "https://api.labarchives.com/api#x", "https://a b/",
                        "http://127.1/"
            })
    void fromEnvironment_whenTheApiUrlIsMalformedOrOpenToOthers_isRefusedWithTheReason(String url) {
        Map<String, String> environment = Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", "sesame", "API_URL", url);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabArchives.fromEnvironment(environment, directory))
                .withMessageContaining("looks like https://api.labarchives.com/api")
                .withMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.labarchives.com",
                "https://api.labarchives.com/",
                "https://api.labarchives.com/api",
                "https://api.labarchives.com/api/",
                "https://api.labarchives.com//"
            })
    void fromEnvironment_takesTheApiUrlWithOrWithoutApi(String url) {
        Map<String, String> environment = Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", "sesame", "API_URL", url);

        assertThat(LabArchives.fromEnvironment(environment, directory)
                        .generateAuthUrl(CALLBACK)
                        .toString())
                .startsWith("https://api.labarchives.com/api_user_login?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8090/api", "http://127.8.9.10/api", "http://[::1]:8090/api"})
    void fromEnvironment_takesPlainHttpOnALoopbackAddress(String url) {
        Map<String, String> environment = Map.of("ACCESS_KEYID", "id", "ACCESS_PWD", "sesame", "API_URL", url);

        assertThat(LabArchives.fromEnvironment(environment, directory).generateAuthUrl(CALLBACK))
                .hasScheme("http");
    }
}

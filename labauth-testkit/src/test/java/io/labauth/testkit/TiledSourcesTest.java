package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labauth.Secret;
import io.labauth.tiled.Tiled;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where labauth's client of Tiled finds server and key, and which of several wins. */
@Timeout(30)
class TiledSourcesTest {
    private final Map<String, String> environment = new HashMap<>();
    private FakeTiled fake;
    private String fromEnvironment;
    private String fromProfile;

    @TempDir
    Path home;

    @BeforeEach
    void start() {
        fake = FakeTiled.start();
        fake.addUser("ada", "swordfish");
        fromEnvironment = fake.issueKey("ada");
        fromProfile = fake.issueKey("ada");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void nothing_isNobody() {
        assertThat(origin(fake.uri().toString())).isEqualTo("nowhere");
    }

    @Test
    void theEnvironment_isReadWhenNoKeyWasGiven() {
        environment.put("TILED_API_KEY", fromEnvironment);

        assertThat(origin(fake.uri().toString())).isEqualTo("environment variable TILED_API_KEY");
        assertThat(origin(fake.uri() + "?api_key=" + fromProfile)).isEqualTo("the service's address");
    }

    @Test
    void anArgument_winsOverTheEnvironment() {
        environment.put("TILED_API_KEY", fromEnvironment);

        Tiled tiled = Tiled.builder(fake.uri().toString(), environment, home)
                .apiKey(Secret.of(fromProfile))
                .connect();

        assertThat(tiled.origin())
                .hasValueSatisfying(origin -> assertThat(origin).hasToString("argument"));
    }

    @Test
    void anEmptyVariable_isNone() {
        environment.put("TILED_API_KEY", " ");

        assertThat(origin(fake.uri().toString())).isEqualTo("nowhere");
    }

    @Test
    void aMalformedVariable_isNoMatterWhereAnotherKeyWasGiven() {
        environment.put("TILED_API_KEY", "not a key");

        assertThat(origin(fake.uri() + "?api_key=" + fromProfile)).isEqualTo("the service's address");
    }

    @Test
    void aMalformedVariable_isNamedAndNotShown() {
        environment.put("TILED_API_KEY", "not a key");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin(fake.uri().toString()))
                .withMessageContaining("TILED_API_KEY")
                .withMessageNotContaining("not a key");
    }

    @Test
    void aMalformedUri_isNotShownWithItsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> origin(fake.uri() + "?api_key=abc def"))
                .withMessageContaining("no URI")
                .withMessageNotContaining("abc")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {" URI", "URI\n", "URI/"})
    void anAddress_isOneWhateverIsAroundIt(String text) {
        String address = fake.uri() + "/?api_key=" + fromProfile;

        assertThat(origin(text.replace("URI/", "HTTP" + address.substring(4)).replace("URI", address)))
                .isEqualTo("the service's address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiled.example.org?api_key=KEY", "KEY", "htps://tiled.example.org/?api_key=KEY"})
    void whatIsNoProfilesName_isNotShown(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> origin(text.replace("KEY", fromProfile)))
                .withMessageContaining("with its https://")
                .withMessageNotContaining(fromProfile);
    }

    @Test
    void savedTokens_comeLast() {
        Tiled.builder(fake.uri().toString(), environment, home).connect().signIn("ada", Secret.of("swordfish"));

        assertThat(origin(fake.uri().toString()))
                .startsWith("file " + home.resolve(Path.of(".config", "labauth", "tiled")));
        environment.put("TILED_API_KEY", fromEnvironment);
        assertThat(origin(fake.uri().toString())).isEqualTo("environment variable TILED_API_KEY");
    }

    @Test
    void aProfile_namesTheServerAndItsKeyWinsOverTheEnvironment() throws IOException {
        Path file =
                profiles(home.resolve(Path.of(".config", "tiled", "profiles")), "lab: {uri: \"URI\", api_key: KEY}");
        environment.put("TILED_API_KEY", fromEnvironment);

        assertThat(origin("lab")).isEqualTo("file " + file);
    }

    @Test
    void aProfilesKey_andAnArgument_areAnError() throws IOException {
        Path file =
                profiles(home.resolve(Path.of(".config", "tiled", "profiles")), "lab: {uri: \"URI\", api_key: KEY}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiled.builder("lab", environment, home).apiKey(Secret.of(fromEnvironment)))
                .withMessageContaining("file " + file)
                .withMessageContaining("argument");
    }

    @Test
    void theUsersProfiles_winOverTheSites() throws IOException {
        profiles(home.resolve("site"), "lab: {uri: \"URI\", api_key: KEY}\nother: {uri: \"URI\"}");
        profiles(home.resolve("mine"), "lab:\n  uri: URI\n");
        environment.put("TILED_SITE_PROFILES", home.resolve("site").toString());
        environment.put("TILED_PROFILES", home.resolve("mine").toString());

        assertThat(origin("lab")).isEqualTo("nowhere");
        assertThat(origin("other")).isEqualTo("nowhere");
    }

    @Test
    void theVariableForProfiles_replacesTheUsersDirectory() throws IOException {
        profiles(home.resolve(Path.of(".config", "tiled", "profiles")), "lab: {uri: \"URI\"}");
        environment.put("TILED_PROFILES", home.resolve("elsewhere").toString());

        assertThatIllegalStateException().isThrownBy(() -> origin("lab")).withMessageContaining("no Tiled profile lab");
    }

    @ParameterizedTest
    @CsvSource({"CONDA_PREFIX, etc/tiled/profiles", "VIRTUAL_ENV, etc/tiled/profiles", "XDG_CONFIG_HOME, tiled/profiles"
    })
    void aVariable_leadsToProfilesBelowIt(String variable, Path below) throws IOException {
        profiles(home.resolve("there").resolve(below), "lab: {uri: \"URI\"}");
        environment.put(variable, home.resolve("there").toString());

        assertThat(origin("lab")).isEqualTo("nowhere");
    }

    @Test
    void theUsersProfiles_areWhereTheSystemKeepsSettings() throws IOException {
        profiles(home.resolve(Path.of("local", "tiled", "tiled", "profiles")), "windows: {uri: \"URI\"}");
        environment.put("LOCALAPPDATA", home.resolve("local").toString());
        assertThat(origin("windows")).isEqualTo("nowhere");

        profiles(home.resolve(Path.of("Library", "Application Support", "tiled", "profiles")), "macos: {uri: \"URI\"}");
        assertThat(origin("macos")).isEqualTo("nowhere");
    }

    @Test
    void anUnknownProfile_isToldWhatThereIs() throws IOException {
        profiles(home.resolve(Path.of(".config", "tiled", "profiles")), "lab: {uri: \"URI\"}\nnight: {uri: \"URI\"}");

        assertThatIllegalStateException().isThrownBy(() -> origin("labb")).withMessageContaining("one of lab, night,");
    }

    @Test
    void aProfileInTwoFilesOfOneDirectory_isInNeither() throws IOException {
        Path directory = Files.createDirectories(home.resolve("mine"));
        Files.writeString(directory.resolve("a.yml"), "lab: {uri: \"" + fake.uri() + "\"}");
        Files.writeString(directory.resolve("b.yaml"), "lab: {uri: \"" + fake.uri() + "\"}");
        environment.put("TILED_PROFILES", directory.toString());

        assertThatIllegalStateException()
                .isThrownBy(() -> origin("lab"))
                .withMessageContaining("a.yml")
                .withMessageContaining("b.yaml");
    }

    @Test
    void aProfileThatChecksNoCertificate_needsAClientOfOnesOwn() throws IOException {
        profiles(home.resolve(Path.of(".config", "tiled", "profiles")), "lab: {uri: \"URI\", verify: false}");

        assertThatIllegalStateException().isThrownBy(() -> origin("lab")).withMessageContaining("httpClient");
        assertThat(Tiled.builder("lab", environment, home)
                        .httpClient(HttpClient.newHttpClient())
                        .connect())
                .isNotNull();
    }

    @Test
    void aBrokenProfileFile_isNamedAndNotShown() throws IOException {
        Path file = profiles(
                home.resolve(Path.of(".config", "tiled", "profiles")), "lab:\n  uri: URI\n api_key: [Sesame\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> origin("lab"))
                .withMessageContaining(file.toString())
                .withMessageContaining("line")
                .withMessageNotContaining("Sesame")
                .withNoCause();
    }

    private String origin(String uriOrProfile) {
        return Tiled.builder(uriOrProfile, environment, home)
                .connect()
                .origin()
                .map(Object::toString)
                .orElse("nowhere");
    }

    private Path profiles(Path directory, String yaml) throws IOException {
        Files.createDirectories(directory);
        String content = yaml.replace("URI", fake.uri().toString()).replace("KEY", fromProfile);
        return Files.writeString(directory.resolve("profiles.yml"), content);
    }
}

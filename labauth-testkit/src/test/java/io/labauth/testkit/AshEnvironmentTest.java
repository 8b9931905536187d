package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.ash.Ash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where labauth's client of Ash finds server and key. */
@Timeout(30)
class AshEnvironmentTest {
    private final FakeAsh fake = FakeAsh.start();
    private final String key = fake.environmentKey();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void fromEnvironment_takesTheVariablesBeforeTheFile() throws IOException {
        config("http://127.0.0.1:1", "of-the-file");

        Ash found = Ash.builder(Map.of("ASH_SERVER_URL", fake.serverUrl() + "/", "ASH_API_KEY", key), home)
                .build();

        found.proveKey();
        assertThat(found.credential().origin()).hasToString("environment variable ASH_API_KEY");
        assertThat(found).hasToString("Ash[" + fake.serverUrl() + ", key from: environment variable ASH_API_KEY]");
    }

    @Test
    void fromEnvironment_takesTheFileWhereTheVariablesSayNothing() throws IOException {
        config(fake.serverUrl().toString(), key);

        Ash found = Ash.builder(Map.of("ASH_API_KEY", " "), home).build();

        found.proveKey();
        assertThat(found.credential().origin()).hasToString("file " + home.resolve(".ash/config.json"));
    }

    @Test
    void fromEnvironment_whenTheVariableNamesAnotherServer_keepsTheFilesKey() throws IOException {
        config("https://ash.example.org", key);

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Ash.builder(Map.of("ASH_SERVER_URL", fake.serverUrl().toString()), home))
                .withMessageContaining("ASH_API_KEY")
                .withMessageNotContaining(key);
    }

    @Test
    void fromEnvironment_whenTheVariablesSayEverything_needsNoFile() throws IOException {
        Files.createDirectories(home.resolve(".ash"));
        Files.writeString(home.resolve(".ash/config.json"), "{");

        Ash found = Ash.builder(Map.of("ASH_SERVER_URL", fake.serverUrl().toString(), "ASH_API_KEY", key), home)
                .build();

        found.proveKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4100", "ash.example.org", "ftp://ash.example.org"})
    void fromEnvironment_whenTheAddressIsNone_namesTheVariable(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ash.builder(Map.of("ASH_SERVER_URL", address, "ASH_API_KEY", key), home)
                        .build())
                .withMessageContaining("ASH_SERVER_URL");
    }

    @Test
    void fromEnvironment_whenNothingNamesAServer_isTheLocalOne() {
        assertThat(Ash.builder(Map.of("ASH_API_KEY", key), home).build().toString())
                .startsWith("Ash[http://localhost:4100,");
    }

    @Test
    void fromEnvironment_whenThereIsNoKey_namesBothPlaces() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Ash.builder(Map.of(), home))
                .withMessageContaining("ASH_API_KEY")
                .withMessageContaining("config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"api_key\": \"open-sesame\"", "open-sesame"})
    void fromEnvironment_whenTheFileIsNoJson_showsNothingOfIt(String text) throws IOException {
        Files.createDirectories(home.resolve(".ash"));
        Files.writeString(home.resolve(".ash/config.json"), text);

        IllegalStateException e = catchThrowableOfType(IllegalStateException.class, () -> Ash.builder(Map.of(), home));

        assertThat(e).hasMessageContaining("config.json is not JSON");
        Shapes.assertHidden(e, Shapes.SESAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{}", "{\"api_key\": 7}", "null"})
    void fromEnvironment_whenTheFileHasNoKey_saysSo(String text) throws IOException {
        Files.createDirectories(home.resolve(".ash"));
        Files.writeString(home.resolve(".ash/config.json"), text);

        assertThatIllegalStateException()
                .isThrownBy(() -> Ash.builder(Map.of(), home))
                .withMessageContaining("ASH_API_KEY")
                .withMessageContaining("config.json");
    }

    @Test
    void fromEnvironment_whenOthersCanReadTheFile_warns() throws IOException {
        config(fake.serverUrl().toString(), key);
        Files.setPosixFilePermissions(home.resolve(".ash/config.json"), PosixFilePermissions.fromString("rw-r--r--"));
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                logged.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
            }
        };
        Logger log = Logger.getLogger("io.labauth.keys.KeyFile");
        log.addHandler(handler);
        try {
            Ash.builder(Map.of(), home).build();
        } finally {
            log.removeHandler(handler);
        }

        assertThat(logged).singleElement().asString().contains("config.json", "chmod 600");
    }

    private void config(String server, String apiKey) throws IOException {
        Files.createDirectories(home.resolve(".ash"));
        Files.writeString(
                home.resolve(".ash/config.json"),
                "{\"server_url\": \"" + server + "\", \"api_key\": \"" + apiKey + "\"}");
    }
}

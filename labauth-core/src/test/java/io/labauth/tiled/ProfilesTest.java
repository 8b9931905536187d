package io.labauth.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    @TempDir
    Path directory;

    @Test
    void require_readsNameAddressAndKey() throws IOException {
        Path file = write(
                "# the lab\nlab:\n  uri: https://tiled.example.org/api/v1\n  api_key: 'abc123'\n  verify: true\n");

        Profile profile = profiles().require("lab");

        assertThat(profile.uri()).isEqualTo(URI.create("https://tiled.example.org/api/v1"));
        assertThat(profile.apiKey())
                .hasValueSatisfying(key -> assertThat(key.reveal()).isEqualTo("abc123"));
        assertThat(profile.origin()).hasToString("file " + file);
        assertThat(profile.verifies()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lab: {}",
                "lab: {uri: }",
                "lab: {uri: 7}",
                "lab: {uri: ''}",
                "lab: {uri: 'not a uri'}",
                "lab: text",
                "lab: [uri]",
                "lab: {direct: {trees: []}}"
            })
    void uri_whenThereIsNone_namesProfileAndFile(String yaml) throws IOException {
        Path file = write(yaml);

        assertThatIllegalStateException()
                .isThrownBy(() -> profiles().require("lab").uri())
                .withMessageContaining("lab")
                .withMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"- lab", "text", "7"})
    void require_whenTheFileIsNoMap_namesIt(String yaml) throws IOException {
        write(yaml);

        assertThatIllegalStateException()
                .isThrownBy(() -> profiles().require("lab"))
                .withMessageContaining("maps no names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n"})
    void require_whenTheFileIsEmpty_hasNoProfile(String yaml) throws IOException {
        write(yaml);

        assertThatIllegalStateException()
                .isThrownBy(() -> profiles().require("lab"))
                .withMessageContaining("no Tiled profile lab");
    }

    @Test
    void require_looksAtYamlAlone() throws IOException {
        Files.writeString(directory.resolve(".hidden.yml"), "lab: {uri: http://127.0.0.1}");
        Files.writeString(directory.resolve("lab.py"), "lab: {uri: http://127.0.0.1}");

        assertThatIllegalStateException()
                .isThrownBy(() -> profiles().require("lab"))
                .withMessageContaining("no Tiled profile lab");
    }

    @ParameterizedTest
    @CsvSource({"'lab: {uri: http://127.0.0.1, api_key: abc}', 1", "'lab: {uri: http://127.0.0.1}', 0"})
    void require_whereOthersMayReadAKey_warns(String yaml, int warnings) throws IOException {
        Path file = write(yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<Object> named = new ArrayList<>();
        Logger log = Logger.getLogger("io.labauth.keys.KeyFile");
        Filter listening = entry -> {
            named.addAll(Arrays.asList(entry.getParameters()));
            return false;
        };
        log.setFilter(listening);
        try {
            profiles().require("lab");
        } finally {
            log.setFilter(null);
        }

        assertThat(named).hasSize(warnings).allMatch(file::equals);
    }

    @Property(tries = 200)
    void require_ofAnyKey_givesItBack(@ForAll @AlphaChars @StringLength(min = 1, max = 72) String key)
            throws IOException {
        Path place = Files.createTempDirectory("profiles");
        Path file = Files.writeString(place.resolve("a.yml"), "lab: {uri: 'http://127.0.0.1', api_key: '" + key + "'}");

        assertThat(new Profiles(List.of(place)).require("lab").apiKey())
                .hasValueSatisfying(found -> assertThat(found.reveal()).isEqualTo(key));

        Files.delete(file);
        Files.delete(place);
    }

    @Property(tries = 500)
    void require_ofAnyFile_findsNothingOrSaysWhichFile(@ForAll String content) throws IOException {
        Path place = Files.createTempDirectory("profiles");
        Path file = Files.write(place.resolve("a.yml"), content.getBytes(StandardCharsets.UTF_8));

        Throwable e = catchThrowable(() -> new Profiles(List.of(place)).require("no such name"));

        assertThat(e).isExactlyInstanceOf(IllegalStateException.class).hasMessageContaining(place.toString());
        Files.delete(file);
        Files.delete(place);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("profiles.yml"), yaml);
    }

    private Profiles profiles() {
        return new Profiles(List.of(directory.resolve("missing"), directory));
    }
}

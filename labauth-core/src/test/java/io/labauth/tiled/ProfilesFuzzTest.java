package io.labauth.tiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

class ProfilesFuzzTest {
    private static final Path PLACE = Path.of("target", "fuzzed-profiles");
    private static final Path FILE = PLACE.resolve("a.yml");
    private static final Profiles PROFILES = new Profiles(List.of(PLACE));
    private static final Pattern REFUSAL = Pattern.compile(
            "There is no Tiled profile lab in .*"
                    + "|" + Pattern.quote(FILE.toString())
                    + " (?:maps no names to profiles|cannot be read as YAML(?:, line -?\\d+)?)\\."
                    + "|The profile lab in " + Pattern.quote(FILE.toString())
                    + " has (?:no uri|a uri that is none|a (?:uri|api_key) that is no text)\\.",
            Pattern.DOTALL);

    @FuzzTest(maxDuration = "10m")
    void anyFile_hasAProfileOrSaysWhatIsWrongWithoutEcho(byte[] content) throws IOException {
        Files.createDirectories(PLACE);
        Files.write(FILE, content);

        try {
            Profile profile = PROFILES.require("lab");

            assertThat(profile.name()).isEqualTo("lab");
            assertThat(profile.uri()).isNotNull();
            profile.apiKey().ifPresent(key -> assertThat(key.reveal()).isNotBlank());
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }
}

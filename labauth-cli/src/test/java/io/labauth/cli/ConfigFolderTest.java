package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFolderTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, '', /home/ada/.config/labauth",
        "Linux, /settings, /settings/labauth",
        "Linux, settings, /home/ada/.config/labauth",
        "Mac OS X, /settings, /home/ada/Library/Application Support/labauth",
        "Windows 11, /roaming, /roaming/labauth",
        "Windows 11, '', /home/ada/AppData/Roaming/labauth"
    })
    void folder_isThatOfThePlatform(String system, String set, Path folder) {
        Map<String, String> environment = Map.of(system.startsWith("Windows") ? "APPDATA" : "XDG_CONFIG_HOME", set);

        Invocation invocation = new Invocation(
                environment,
                Path.of("/home/ada"),
                Path.of(""),
                system,
                Clock.systemUTC(),
                Console.ofThisProcess(Map.of()));

        assertThat(ConfigFolder.of(invocation)).isEqualTo(folder);
    }
}

package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class DemoModeTest {
    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACCESS_KEYID=key",
                "# mine\nAPI_URL=x\n  export ACCESS_KEYID = 'key' # comment",
                "\uFEFFACCESS_KEYID=\"key\"\r\n"
            })
    void demoMode_whenTheFileHasAnAccessKey_isOff(String file) throws IOException {
        Files.writeString(directory.resolve(".env"), file);

        assertThat(DemoModeCondition.matches(environment, directory)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACCESS_KEYID=", "ACCESS_KEYID=\"\"", "#ACCESS_KEYID=key", "MY_ACCESS_KEYID=key"})
    void demoMode_whenTheFileHasNone_isOn(String file) throws IOException {
        Files.writeString(directory.resolve(".env"), file);

        assertThat(DemoModeCondition.matches(environment, directory)).isTrue();
    }

    @Test
    void demoMode_whenThereIsNoFile_isOn() {
        assertThat(DemoModeCondition.matches(environment, directory)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"labauth.labarchives.access-key-id", "ACCESS_KEYID"})
    void demoMode_whenASettingHasAnAccessKey_isOff(String name) {
        environment.setProperty(name, "key");

        assertThat(DemoModeCondition.matches(environment, directory)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"on, true", "off, false"})
    void demoMode_whenSet_isAsItIsSet(String mode, boolean demo) {
        environment.setProperty("labauth.demo-mode", mode);

        assertThat(DemoModeCondition.matches(environment, directory)).isEqualTo(demo);
    }
}

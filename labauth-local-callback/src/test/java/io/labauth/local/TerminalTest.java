package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether somebody sits at a console that the JDK has. */
class TerminalTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 25, 26})
    void isThere_whereTheJdkHasNoConsoleWithoutATerminal_needsNoDevice(int version) {
        assertThat(Terminal.isThere(version, directory.resolve("none"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"22, /dev/tty, true", "24, /dev/tty, true", "22, /dev/null, false", "24, /dev/null, false"})
    @DisabledOnOs(OS.WINDOWS)
    void isThere_whereTheJdkAlwaysHasAConsole_isDecidedByTheDevice(int version, Path device, boolean there) {
        assertThat(Terminal.isThere(version, device)).isEqualTo(there);
    }

    @Test
    void isThere_whereTheJdkAlwaysHasAConsoleAndThereIsNoDevice_isFalse() {
        assertThat(Terminal.isThere(23, directory.resolve("none"))).isFalse();
    }
}

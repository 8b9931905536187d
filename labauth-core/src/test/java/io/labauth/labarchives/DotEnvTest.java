package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve(".env");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b|b",
                "  A = b c  |b c",
                "export A=b|b",
                "export   A=b|b",
                "A=b # said|b",
                "A=b#c|b#c",
                "A=|``",
                "A= # said|``",
                "A=$HOME/x=y|$HOME/x=y",
                "A='b # c'|b # c",
                "A='b' # said|b",
                "A='b\\n'|b\\n",
                "A=\"b # c\"|b # c",
                "A=\"say \\\"b\\\"\"|say \"b\"",
                "A=\"\\\\d\\$\"#|\\d$",
                "A=it's|it's",
                "\uFEFFA=b|b",
            })
    void read_understandsWhatAShellDoes(String line, String value) throws IOException {
        Files.writeString(file, line + "\n");

        assertThat(DotEnv.read(file)).containsEntry("A", value);
    }

    @Test
    void read_whenLinesEndAsOnWindows_readsEachLine() throws IOException {
        Files.writeString(file, "# said\r\n\r\nA=b\r\nB=\"c\\r\\n\\t\"\r\nA=d");

        assertThat(DotEnv.read(file)).containsEntry("A", "d").containsEntry("B", "c\r\n\t");
    }

    @Test
    void read_whenThereIsNoFile_givesNothing() {
        assertThat(DotEnv.read(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sesame",
                "1A=sesame",
                "A='sesame",
                "A=\"sesame",
                "A=\"sesame\\\"",
                "A='sesame' x",
                "=sesame",
                "A B=sesame"
            })
    void read_whenALineCannotBeRead_namesFileAndLineButNoValue(String line) throws IOException {
        Files.writeString(file, "# first\n" + line + "\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> DotEnv.read(file))
                .withMessageStartingWith(file + ", line 2, cannot be read: ")
                .withMessageNotContaining("sesame");
    }

    @Test
    void read_whenTheFileIsNotText_saysSo() throws IOException {
        Files.write(file, "A=ö".getBytes(StandardCharsets.ISO_8859_1));

        assertThatIllegalStateException().isThrownBy(() -> DotEnv.read(file)).withMessage(file + " is not UTF-8 text.");
    }

    @Test
    void read_whenTheFileIsADirectory_saysSo() throws IOException {
        Files.createDirectory(file);

        assertThatIllegalStateException().isThrownBy(() -> DotEnv.read(file)).withMessageContaining("cannot be read");
    }

    @Test
    void read_whenAValueIsVeryLong_readsIt() throws IOException {
        String value = "\\\"x".repeat(100_000);
        Files.writeString(file, "A=\"" + value + "\"");

        assertThat(DotEnv.read(file)).containsEntry("A", "\"x".repeat(100_000));
    }
}

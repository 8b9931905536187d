package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a password consists of: written as a shell would want it, it is read back. */
class DotEnvPropertyTest {
    @Property
    void inDoubleQuotes_everyValueIsReadBack(@ForAll("values") String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");

        assertThat(read("\"" + escaped + "\" # said")).isEqualTo(value);
    }

    @Property
    void inSingleQuotes_everyLineIsReadBackAsItIs(@ForAll("values") String value) {
        String line = value.replaceAll("['\r\n]", "");

        assertThat(read("  '" + line + "'")).isEqualTo(line);
    }

    @Property
    void withoutQuotes_everyWordIsReadBack(@ForAll("values") String value) {
        String word = value.replaceAll("\\s|\\p{Z}|[\\x{1c}-\\x{1f}]", "").replaceAll("^[#'\"]+", "");

        assertThat(read(word)).isEqualTo(word);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("'\"\\#$= \t\n\r;`")
                .withChars('\u0085', '\u00a0', '\u2028', '\ufeff', 'ß', 'a', 'n', '0')
                .ofMaxLength(20);
    }

    private static String read(String written) {
        try {
            Path file = Files.createTempFile("labauth", ".env");
            try {
                Files.writeString(file, "A=" + written + "\nB=next\n");
                assertThat(DotEnv.read(file)).containsEntry("B", "next");
                return DotEnv.read(file).get("A");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

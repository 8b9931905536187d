package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class DotEnvFuzzTest {
    private static final Path FILE = Path.of("target", "fuzzed.env");
    private static final Pattern REFUSAL = Pattern.compile(Pattern.quote(FILE.toString())
            + "(?: is not UTF-8 text\\.|, line \\d+, cannot be read: (?:it is not of the form NAME=value"
            + "|the quoted value does not end, or something follows it)\\.)");

    @FuzzTest(maxDuration = "10m")
    void whatIsRead_isWrittenAndReadAgain(byte[] content) throws IOException {
        Files.write(FILE, content);

        try {
            Map<String, String> values = DotEnv.read(FILE);

            Files.writeString(
                    FILE,
                    values.entrySet().stream()
                            .map(each -> "export " + each.getKey() + "=" + quoted(each.getValue()))
                            .collect(Collectors.joining("\n")));
            assertThat(DotEnv.read(FILE)).isEqualTo(values);
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }

    private static String quoted(String value) {
        return "\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }
}

package io.labauth.labkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.labkey.Netrc.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

class NetrcFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void whatIsRead_isWrittenAndReadAgain(byte[] file) {
        try {
            List<Entry> entries = Netrc.parse(new String(file, StandardCharsets.UTF_8));

            assertThat(Netrc.parse(entries.stream().map(NetrcFuzzTest::written).collect(Collectors.joining("\n"))))
                    .isEqualTo(entries);
            assertThat(entries.size()).isLessThanOrEqualTo(file.length / "default".length() + 1);
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).matches("line \\d+: a quoted word does not end");
        }
    }

    private static String written(Entry entry) {
        String login = entry.login() == null ? "" : " login " + quoted(entry.login());
        String password = entry.password() == null
                ? ""
                : " password " + quoted(entry.password().reveal());
        return (entry.machine() == null ? "default" : "machine " + quoted(entry.machine())) + login + password;
    }

    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.apikeys.KeyReader.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;

class KeyReaderFuzzTest {
    private static final KeyReader READER = new KeyReader(EnumSet.allOf(KeyScheme.class));

    /** The first line is the header, the rest the query. */
    @FuzzTest(maxDuration = "10m")
    void whatARequestShows_standsInTheRequest(byte[] request) {
        String[] parts = new String(request, StandardCharsets.UTF_8).split("\n", 2);
        String query = parts.length < 2 ? null : parts[1];

        List<Shown> shown = READER.read(List.of(parts[0]), query);

        assertThat(shown.stream().filter(each -> !each.inAddress()).count()).isLessThanOrEqualTo(1);
        for (Shown each : shown) {
            String source = each.inAddress() ? "&" + query : parts[0] + " " + decoded(parts[0]);
            assertThat(source).contains(each.inAddress() ? "&api_key=" + each.text() : each.text());
            assertThat(KeyReader.secret(each).isEmpty()).isEqualTo(each.text().isBlank());
            assertThat(each).hasToString("Shown[inAddress=" + each.inAddress() + "]");
        }
    }

    private static String decoded(String header) {
        try {
            String encoded = header.substring(header.indexOf(' ') + 1).strip();
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

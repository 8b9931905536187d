package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

class KeyFormatFuzzTest {
    private static final KeyFormat FORMAT = new KeyFormat("lab", "live");
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    @FuzzTest(maxDuration = "10m")
    void textThatIsTakenForAKey_isOneToTheLetter(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return;
        }

        FORMAT.parse(Secret.of(text)).ifPresent(key -> {
            assertThat(text).matches(FORMAT.pattern()).endsWith(checksum(text.substring(0, text.length() - 7)));
            assertThat(text).startsWith("lab_live_" + key.id());
        });
    }

    /** By arithmetic instead of by bits. */
    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder symbols = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 7; i++) {
            symbols.insert(0, ALPHABET.charAt((int) (rest % 32)));
            rest /= 32;
        }
        return symbols.toString();
    }
}

package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
    private static final KeyFormat FORMAT = new KeyFormat("lab", "live");

    @Test
    void key_showsPrefixEnvironmentAndPublicId() {
        KeyText key = FORMAT.generate(new SecureRandom());

        assertThat(key.secret().reveal())
                .startsWith("lab_live_" + key.id())
                .hasSize("lab_live_".length() + 12 + 52 + 7);
        assertThat(FORMAT.firstCharacters(key.id())).isEqualTo("lab_live_" + key.id());
        assertThat(key).hasToString("KeyText[id=" + key.id() + ", secret=Secret[redacted]]");
    }

    @Test
    void keys_neverRepeat() {
        Set<String> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        SecureRandom random = new SecureRandom();

        for (int i = 0; i < 10_000; i++) {
            KeyText key = FORMAT.generate(random);
            ids.add(key.id());
            keys.add(key.secret().reveal());
        }

        assertThat(ids).hasSize(10_000);
        assertThat(keys).hasSize(10_000);
    }

    @Property(tries = 500)
    void everyKey_isReadBackAndFoundByTheScannersExpression(@ForAll("keys") String key) {
        assertThat(FORMAT.parse(Secret.of(key)))
                .hasValueSatisfying(read -> assertThat(read.id()).isEqualTo(key.substring(9, 21)));
        assertThat(FORMAT.pattern()
                        .matcher("curl -H 'Authorization: Bearer " + key + "'")
                        .find())
                .isTrue();
    }

    @Property(tries = 1000)
    void key_withOneCharacterChanged_isRefused(
            @ForAll("keys") String key, @ForAll @IntRange(max = 79) int position, @ForAll char other) {
        Assume.that(key.charAt(position) != other);

        String changed = key.substring(0, position) + other + key.substring(position + 1);

        assertThat(FORMAT.parse(Secret.of(changed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "i", "-", "é", "\u017f"})
    void characterOutsideTheAlphabet_isRefused_alsoWhenTheChecksumIsRight(String other) {
        String key = FORMAT.generate(new SecureRandom()).secret().reveal();
        for (int position : new int[] {"lab_live_".length(), 40, 72}) {
            String changed = key.substring(0, position) + other + key.substring(position + 1, 73);
            CRC32 crc = new CRC32();
            crc.update(changed.getBytes(StandardCharsets.US_ASCII));

            assertThat(FORMAT.parse(Secret.of(changed + Symbols.of(crc.getValue(), 7))))
                    .isEmpty();
        }
    }

    @Property(tries = 500)
    void key_withTwoNeighboursExchanged_isRefused(
            @ForAll("keys") String key, @ForAll @IntRange(max = 78) int position) {
        Assume.that(key.charAt(position) != key.charAt(position + 1));

        String changed = key.substring(0, position)
                + key.charAt(position + 1)
                + key.charAt(position)
                + key.substring(position + 2);

        assertThat(FORMAT.parse(Secret.of(changed))).isEmpty();
    }

    @Property(tries = 500)
    void key_cutOrContinued_isRefused(@ForAll("keys") String key, @ForAll @IntRange(min = 1, max = 79) int length) {
        assertThat(FORMAT.parse(Secret.of(key.substring(0, length)))).isEmpty();
        assertThat(FORMAT.parse(Secret.of(key + key.substring(0, length)))).isEmpty();
    }

    @Property(tries = 500)
    void anyOtherText_isRefusedWithoutAnException(@ForAll String text) {
        Assume.that(!text.isBlank());

        assertThat(FORMAT.parse(Secret.of(text))).isEmpty();
        assertThat(FORMAT.parse(Secret.of("lab_live_" + text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\n", "Bearer %s", "\"%s\""})
    void key_withAnythingAroundIt_isRefused(String around) {
        String key = FORMAT.generate(new SecureRandom()).secret().reveal();

        assertThat(FORMAT.parse(Secret.of(around.replace("%s", key)))).isEmpty();
    }

    @Test
    void key_inCapitals_isRefused() {
        String key = FORMAT.generate(new SecureRandom()).secret().reveal();

        assertThat(FORMAT.parse(Secret.of(key.toUpperCase(java.util.Locale.ROOT))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lab,test", "other,live"})
    void key_ofAnotherEnvironmentOrApplication_isRefused(String prefix, String mark) {
        KeyText other = new KeyFormat(prefix, mark).generate(new SecureRandom());

        assertThat(FORMAT.parse(other.secret())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"l,live", "Lab,live", "1lab,live", "lab_,live", "lab,''", "lab,Live", "lab,toolonglive"})
    void format_ofAnotherForm_isRefused(String prefix, String mark) {
        assertThatThrownBy(() -> new KeyFormat(prefix, mark))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("small letters and digits");
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.create(
                () -> FORMAT.generate(new SecureRandom()).secret().reveal());
    }
}

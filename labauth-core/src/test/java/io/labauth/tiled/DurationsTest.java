package io.labauth.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "900, PT15M",
        "10m, PT10M",
        "3y 3d 1h, PT26353H",
        "1h30m, PT1H30M",
        "' 5m 30s ', PT5M30S",
        "0, PT0S",
        "2d, PT48H"
    })
    void parse_readsSecondsAndUnits(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "1.5h",
                "5M",
                "1h 3d",
                "10m 10m",
                "5 m",
                "P1D",
                "1w",
                "m",
                "99999999999999999999",
                "٣"
            })
    void parse_whenOfAnotherForm_saysWhichIsRight(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("3y 3d 1h 5m 30s");
    }

    @Property
    void parse_ofUnits_isTheirSum(
            @ForAll @IntRange(max = 1000) int years,
            @ForAll @IntRange(max = 1000) int days,
            @ForAll @IntRange(max = 1000) int hours,
            @ForAll @IntRange(max = 1000) int minutes,
            @ForAll @IntRange(max = 1000) int seconds) {
        String text = years + "y " + days + "d " + hours + "h " + minutes + "m " + seconds + "s";

        assertThat(Durations.parse(text))
                .isEqualTo(Duration.ofDays(365L * years + days)
                        .plusHours(hours)
                        .plusMinutes(minutes)
                        .plusSeconds(seconds));
        assertThat(Durations.parse(text.replace(" ", ""))).isEqualTo(Durations.parse(text));
    }

    @Property
    void parse_ofSeconds_isThatMany(@ForAll @LongRange(max = 999_999_999_999L) long seconds) {
        assertThat(Durations.parse(Long.toString(seconds))).hasSeconds(seconds);
    }

    @Property
    void parse_ofAnything_isADurationOrRefused(@ForAll String text) {
        Throwable e = catchThrowable(() -> assertThat(Durations.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO));

        assertThat(e)
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        refusal -> assertThat(refusal)
                                .isExactlyInstanceOf(IllegalArgumentException.class)
                                .hasMessageStartingWith("A duration is"));
    }
}

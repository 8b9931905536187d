package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
    @ParameterizedTest
    @CsvSource({"90, PT90S", "90s, PT90S", "5m, PT5M", "1h, PT1H", "1h30m, PT1H30M", "1h1m1s, PT1H1M1S", "' 5m ', PT5M"
    })
    void time_isRead(String text, Duration time) {
        assertThat(new DurationOption().convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "0m", "-5m", "5x", "m", "5 m", "1.5h", "30m1h", "99999999999999999999"})
    void time_whenItIsNone_isRefusedWithAnExample(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new DurationOption().convert(text))
                .withMessageContaining("90s, 5m or 1h30m");
    }
}

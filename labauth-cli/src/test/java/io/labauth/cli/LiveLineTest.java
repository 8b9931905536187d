package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveLineTest {
    @Test
    void line_whereThereIsNoTerminal_isNone() {
        Recorded recorded = new Recorded("");

        try (LiveLine line = new LiveLine(recorded.console(), Clock.systemUTC(), Duration.ofMinutes(5))) {
            line.above().println("Waiting");
            line.above().flush();
        }

        assertThat(recorded.err()).isEqualTo("Waiting\n");
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 5:00", "PT1M5S, 1:05", "PT0.9S, 0:00", "PT1H, 60:00"})
    void time_isInMinutesAndSeconds(Duration left, String text) {
        assertThat(LiveLine.text(left)).isEqualTo(text);
    }
}

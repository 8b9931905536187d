package io.labauth.tiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class DurationsFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void whatIsRead_isThatManySeconds(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);

        try {
            Duration duration = Durations.parse(text);

            assertThat(duration).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(Durations.parse("0y 0d 0h 0m" + text.strip().replaceAll("^\\d+$", "0s"))
                            .isNegative())
                    .isFalse();
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessage(
                            "A duration is a number of seconds, or looks like 3y 3d 1h 5m 30s, where m are minutes.");
        }
    }
}

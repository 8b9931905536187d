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

            assertThat(duration).isEqualTo(Duration.ofSeconds(added(text.strip())));
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessage(
                            "A duration is a number of seconds, or looks like 3y 3d 1h 5m 30s, where m are minutes.");
        }
    }

    /** Plain arithmetic, letter by letter: what stands without a unit are seconds. */
    private static long added(String text) {
        long sum = 0;
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '0' && letter <= '9') {
                number = number * 10 + (letter - '0');
            } else {
                sum += number * secondsOf(letter);
                number = 0;
            }
        }
        return sum + number;
    }

    private static long secondsOf(char unit) {
        return switch (unit) {
            case 'y' -> 31_536_000;
            case 'd' -> 86_400;
            case 'h' -> 3600;
            case 'm' -> 60;
            default -> 1;
        };
    }
}

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRowTest {
    private static final Instant TIME = Instant.parse("2026-11-22T23:59:59Z");

    @Test
    void row_showsTimesInUtcToTheMinute() {
        KeyRow key = new KeyRow("1", "0a1b2c3d", "Plots", null, TIME, TIME, List.of("read:data", "read:metadata"));

        assertThat(key.row())
                .containsExactly(
                        "0a1b2c3d", "Plots", "2026-11-22 23:59", "2026-11-22 23:59", "read:data read:metadata");
    }

    @Test
    void row_ofAKeyWithoutCharacters_showsItsId() {
        KeyRow key = new KeyRow("17", "", "", null, null, null, List.of());

        assertThat(key.row()).containsExactly("17", "", "never", "-", "");
    }

    @Test
    void shown_hasExactTimesAndNull() {
        KeyRow key = new KeyRow("17", "", "", TIME, null, null, List.of());

        assertThat(key.shown())
                .containsEntry("created", "2026-11-22T23:59:59Z")
                .containsEntry("expires", null)
                .containsKeys("id", "firstCharacters", "note", "latestActivity", "scopes");
    }
}

package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void isNotebook_whereJupyterStartedTheProcess() {
        assertThat(with(Map.of("JPY_PARENT_PID", "7")).isNotebook()).isTrue();
        assertThat(with(Map.of()).isNotebook()).isFalse();
    }

    private static Surroundings with(Map<String, String> environment) {
        return new Surroundings("Linux", environment, path -> false);
    }
}

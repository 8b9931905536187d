package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void toString_never_showsTheValue() {
        assertThat(Secret.of("hunter2")).asString().isEqualTo("Secret[redacted]");
    }

    @Test
    void reveal_givesTheValueAsItWas() {
        assertThat(Secret.of(" a+b/c= ").reveal()).isEqualTo(" a+b/c= ");
    }

    @Test
    void equals_comparesTheValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }

    @Test
    void of_whenBlank_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" \t"));
    }
}

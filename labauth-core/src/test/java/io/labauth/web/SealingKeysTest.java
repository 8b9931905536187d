package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeysTest {
    private static final Secret KEY = Secret.of("3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private static final Secret SAME_KEY = Secret.of(" 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");

    @ParameterizedTest
    @ValueSource(strings = {"x", "c2hvcnQ=", "not base64 at all!", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void key_thatIsNotThirtyTwoBytes_isRefusedByItsPositionAndNotShown(String key) {
        assertThatThrownBy(() -> SealingKeys.of(List.of(KEY, Secret.of(key))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sealing key 2 is not 32 bytes in base64. Make one with: openssl rand -base64 32")
                .hasNoCause();
    }

    @Test
    void keys_thatAreTheSame_areRefused() {
        assertThatThrownBy(() -> SealingKeys.of(List.of(KEY, SAME_KEY))).hasMessage("Two sealing keys are the same.");
    }

    @Test
    void noKey_isRefusedWithTheCommandThatMakesOne() {
        assertThatThrownBy(() -> SealingKeys.of(List.of())).hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void key_hasTheSameIdOnEachNodeAndIsNotPrinted() {
        assertThat(SealingKeys.of(List.of(KEY)))
                .hasToString(SealingKeys.of(List.of(SAME_KEY)).toString());
        assertThat(SealingKeys.of(List.of(KEY)).toString()).doesNotContain("3q2");
    }
}

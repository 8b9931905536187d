package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyPolicyTest {
    private static final ApiKeyPolicy POLICY = ApiKeyPolicy.of(Set.of("write", "read"));

    private static Set<String> scopes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "scope" + i).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\"quoted\"", "back\\slash", "inherit", "é"})
    void scope_thatCannotBeWritten_isRefused(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeyPolicy.of(Set.of("read", scope)))
                .withMessageStartingWith("A scope is 1 to 64 visible ASCII characters");
    }

    @Test
    void fiftyScopes_areTaken_andOneMoreIsNot() {
        assertThat(ApiKeyPolicy.of(scopes(50)).scopes()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeyPolicy.of(scopes(51)))
                .withMessage("There are more than 50 scopes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void lifetime_thatIsNone_isRefusedWhereverItIsSet(Duration none) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.lifetimes(List.of(Duration.ofDays(7), none)))
                .withMessage("A lifetime must be more than zero.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.maximum(none))
                .withMessage("A lifetime must be more than zero.");
        assertThat(POLICY.lifetimes(List.of()).allows(none)).isFalse();
    }

    @Test
    void numberOfKeys_isOneAtLeast() {
        assertThat(POLICY.keysPerOwner(1).keysPerOwner()).isOne();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.keysPerOwner(0))
                .withMessage("The number of keys per owner must be more than zero.");
    }

    @Test
    void lifetimes_beyondTheMaximum_areNotOffered() {
        ApiKeyPolicy strict = POLICY.maximum(Duration.ofDays(30));

        assertThat(strict.lifetimes()).containsExactly(Duration.ofDays(7), Duration.ofDays(30));
        assertThat(strict.allows(Duration.ofDays(90))).isFalse();
        assertThat(POLICY.neverExpiring().maximum()).isEmpty();
    }
}

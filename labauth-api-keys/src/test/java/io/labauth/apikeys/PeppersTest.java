package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeppersTest {
    static final Secret ONE = Secret.of("3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    static final Secret TWO = Secret.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAN6tvu8=");

    private final KeyText key = new KeyFormat("lab", "live").generate(new SecureRandom());

    @Test
    void hash_isHmacSha256OfTheWholeKey() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(ONE.reveal()), "HmacSHA256"));

        KeyHash hash = Peppers.of(List.of(ONE)).hash(key);

        assertThat(hash.text())
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(key.secret().reveal().getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void hash_readBackFromTheStore_matches() {
        KeyHash hash = Peppers.of(List.of(ONE)).hash(key);

        assertThat(KeyHash.stored(hash.pepperId(), hash.text()).matches(hash)).isTrue();
    }

    @Test
    void hash_byAnotherPepper_doesNotMatch() {
        assertThat(Peppers.of(List.of(ONE))
                        .hash(key)
                        .matches(Peppers.of(List.of(TWO)).hash(key)))
                .isFalse();
    }

    @Test
    void oldPepper_behindANewOne_stillHashes() {
        KeyHash old = Peppers.of(List.of(ONE)).hash(key);
        Peppers both = Peppers.of(List.of(TWO, ONE));

        assertThat(both.hash(old.pepperId(), key))
                .hasValueSatisfying(hash -> assertThat(hash.matches(old)).isTrue());
        assertThat(both.isFirst(old.pepperId())).isFalse();
        assertThat(Peppers.of(List.of(TWO)).hash(old.pepperId(), key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "not base64 at all!", "3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void pepper_ofAnotherForm_isRefusedByItsPosition(String pepper) {
        assertThatThrownBy(() -> Peppers.of(List.of(ONE, Secret.of(pepper))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Pepper 2 is not 32 bytes")
                .hasMessageNotContaining(pepper);
    }

    @Test
    void peppers_thatAreNoneOrTheSame_areRefused() {
        assertThatThrownBy(() -> Peppers.of(List.of())).hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> Peppers.of(List.of(ONE, ONE))).hasMessage("Two peppers are the same.");
    }

    @Test
    void peppers_print_nothingButIds() {
        assertThat(Peppers.of(List.of(ONE))).asString().doesNotContain("3q2");
        assertThat(Peppers.generate()).asString().matches("Peppers\\[[A-Za-z0-9_-]{8}]");
    }
}

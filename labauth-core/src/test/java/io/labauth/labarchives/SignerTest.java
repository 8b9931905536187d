package io.labauth.labarchives;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignerTest {
    private final Signer signer = new Signer("0234wedkfjrtfd34er", Secret.of("1234567890"));

    @Test
    void sign_givesThePublishedVector() {
        assertThat(signer.sign("entry_attachment", 264433207000L))
                .containsExactly(
                        entry("akid", "0234wedkfjrtfd34er"),
                        entry("expires", "264433207000"),
                        entry(
                                "sig",
                                "mT7pS+KgqlNseR0bo4YLQOVIsgOugMWzlQGllInXS25Q7VpA6lRmL0nUq/UUdrlF+WV7POYE1vcwvN/pnac7bw=="));
    }

    @Test
    void sign_fromManyThreads_givesTheSame() {
        String expected = signer.sign("user_access_info", 1).get("sig");

        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(i -> signer.sign("user_access_info", 1).get("sig")))
                .containsOnly(expected);
    }

    private static java.util.Map.Entry<String, String> entry(String name, String value) {
        return java.util.Map.entry(name, value);
    }
}

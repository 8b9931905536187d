package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    @ParameterizedTest
    @ValueSource(strings = {"sesame", "sesame\n", "sesame\r\n", "  sesame \n\n"})
    void secret_isReadWithoutTheLinesEnd(String input) {
        assertThat(new Recorded(input).console().readSecret("token")).isEqualTo(Secret.of("sesame"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "   "})
    void secret_whenThereIsNone_isRefused(String input) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recorded(input).console().readSecret("token"))
                .withMessageContaining("is not the token");
    }

    @Test
    void secret_whenItIsLargerThanAny_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recorded("x".repeat(100_000)).console().readSecret("token"));
    }

    @Test
    void prompt_withoutATerminal_saysHowElseToGiveIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recorded("sesame").console().askSecret("Key", "--key-stdin"))
                .withMessageContaining("--key-stdin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recorded("ada").console().ask("User name", "--username NAME"))
                .withMessageContaining("--username NAME");
    }

    @Test
    void output_whenNobodyLooks_isPlain() {
        Console console = new Recorded("").console();

        assertThat(console.isColoured()).isFalse();
        assertThat(console.isLive()).isFalse();
    }
}

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that somebody has edited, cut off, or written with another labauth. */
class CredentialsFormatTest {
    private static final String GOOD = """
            {
              "version": 1,
              "credentials": [
                {
                  "name": "night",
                  "service": "ash",
                  "address": "https://ash.example.org",
                  "person": "Ada",
                  "saved": "2026-11-22T10:11:12Z",
                  "settings": {"id": "7"},
                  "secrets": {"key": "sesame"}
                }
              ]
            }
            """;

    @Test
    void file_thatSomebodyHasOnlyLaidOutAnew_isRead() {
        assertThat(read(GOOD))
                .containsExactly(new SavedCredential(
                        "night",
                        Service.ASH,
                        "https://ash.example.org",
                        "Ada",
                        Instant.parse("2026-11-22T10:11:12Z"),
                        Map.of("id", "7"),
                        Map.of("key", Secret.of("sesame"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"version\": 1, | | it does not say that its version is 1",
                "\"version\": 1 | \"version\": \"1\" | it does not say that its version is 1",
                "\"version\": 1 | \"version\": 1.5 | it does not say that its version is 1",
                "\"version\": 1 | \"version\": 0 | it does not say that its version is 1",
                "\"version\": 1 | \"version\": 1, \"more\": [] | it has other parts than a list of credentials",
                "\"credentials\": | \"keys\": | it has other parts than a list of credentials",
                "\"saved\": | \"since\": | credential 1 has parts that are missing or not known",
                "\"name\": | \"expires\": \"never\", \"name\": | credential 1 has parts that are missing or not known",
                "\"ash\" | \"dropbox\" | credential 1 has a part of the wrong form",
                "\"Ada\" | 7 | credential 1 has a part of the wrong form",
                "\"Ada\" | null | credential 1 has a part of the wrong form",
                "\"night\" | \"../night\" | credential 1 has a part of the wrong form",
                "2026-11-22T | 22.11.2026 | credential 1 has a part of the wrong form",
                "{\"key\": \"sesame\"} | [\"sesame\"] | credential 1 has a part of the wrong form",
                "{\"key\": \"sesame\"} | null | credential 1 has a part of the wrong form",
                "\"sesame\" | {\"value\": \"sesame\"} | credential 1 has a part of the wrong form",
                "\"sesame\" | \"\" | credential 1 has a part of the wrong form",
                "\"sesame\" | \"\\ud800\" | credential 1 has a part of the wrong form",
                "{\"id\": \"7\"} | \"7\" | credential 1 has a part of the wrong form",
                "\"key\": \"sesame\" | \"key\": \"sesame\", \"key\": \"other\" | it is no JSON from line 11 on",
                "\"Ada\", | \"Ada\" | it is no JSON from line 9 on"
            })
    void file_whenAPartOfItIsWrong_saysWhichAndWhatToDo(String part, String replacement, String where) {
        String edited = GOOD.replace(part, replacement == null ? "" : replacement);

        assertThat(edited).isNotEqualTo(GOOD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(edited))
                .withMessage(where
                        + ". Mend it by hand; or move the file away, and sign in again. Nothing in it was changed.");
    }

    @Test
    void file_withSomethingBehindIt_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(GOOD + "}"))
                .withMessageStartingWith("it is no JSON from line 15 on.");
    }

    @Test
    void file_withTwoCredentialsOfOneName_isRefused() {
        String one = GOOD.substring(GOOD.indexOf("    {\n"), GOOD.indexOf("  ]"));
        String twice = GOOD.replace(one, one.stripTrailing() + "," + one);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(twice))
                .withMessageStartingWith("credential 2 has the name of another one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1000000"})
    void file_ofANewerLabauth_isLeftToThatOne(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(GOOD.replace("\"version\": 1", "\"version\": " + version)))
                .withMessageStartingWith("a newer labauth has written it. Use that one;");
    }

    @Property
    void file_whereverItIsCutOff_isRefused(@ForAll @IntRange(min = 1, max = 200) int length) {
        String whole = GOOD.strip();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(whole.substring(0, length)))
                .withMessageStartingWith("it is no JSON");
    }

    @Property(tries = 300)
    void credentials_whateverTheyHold_areReadAsTheyWereWritten(@ForAll("credentials") SavedCredential credential) {
        List<SavedCredential> credentials = List.of(credential);

        assertThat(CredentialsFormat.read(CredentialsFormat.write(credentials))).isEqualTo(credentials);
    }

    @Provide
    Arbitrary<SavedCredential> credentials() {
        Arbitrary<String> texts =
                Arbitraries.strings().all().excludeChars(surrogates()).ofMaxLength(20);
        Arbitrary<Secret> secrets = texts.map(text -> "x" + text).map(Secret::of);
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(64),
                        Arbitraries.of(Service.class),
                        texts,
                        texts,
                        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond),
                        Arbitraries.maps(texts, texts).ofMaxSize(3),
                        Arbitraries.maps(texts, secrets).ofMaxSize(3))
                .as(SavedCredential::new);
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    private static List<SavedCredential> read(String json) {
        return CredentialsFormat.read(Secret.of(json));
    }
}

package io.labauth.oauth2;

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

/** Any session comes back as it was saved; what is left of a damaged one is a session or refused as none, and nothing else. */
class SavedSessionPropertyTest {
    private static final Registration REGISTRATION = SavedSessionFuzzTest.REGISTRATION;

    @Property(tries = 500)
    void aSession_isRestoredAsItWasSaved(@ForAll("sessions") SavedSession session) {
        assertThat(SavedSession.read(session.text(REGISTRATION), REGISTRATION)).isEqualTo(session);
    }

    @Property(tries = 500)
    void aSessionThatIsCutOff_isRefused(
            @ForAll("sessions") SavedSession session, @ForAll @IntRange(max = 999) int where) {
        String text = session.text(REGISTRATION).reveal();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(text.substring(0, text.length() * where / 1000)));
    }

    @Property(tries = 2_000)
    void aSessionWithAnotherCharacter_isOneOrIsRefused(
            @ForAll("sessions") SavedSession session, @ForAll @IntRange(max = 999) int where, @ForAll char other) {
        StringBuilder text = new StringBuilder(session.text(REGISTRATION).reveal());
        text.setCharAt(text.length() * where / 1000, other);

        try {
            SavedSession restored = restored(text.toString());

            assertThat(restored(restored.text(REGISTRATION).reveal())).isEqualTo(restored);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?:This is no saved session|The session was saved for another).*");
        }
    }

    @Provide
    Arbitrary<SavedSession> sessions() {
        Arbitrary<Secret> secrets = Arbitraries.strings()
                .ofMaxLength(60)
                .filter(text -> !text.isBlank())
                .map(Secret::of);
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 253_402_300_799L).map(Instant::ofEpochSecond);
        Arbitrary<List<String>> scopes =
                Arbitraries.strings().ofMaxLength(8).list().ofMaxSize(3);
        Arbitrary<Tokens> tokens = Combinators.combine(
                        secrets, times.injectNull(0.2), scopes, secrets.injectNull(0.3), secrets.injectNull(0.3))
                .as(Tokens::new);
        return Combinators.combine(tokens, claims()).as(SavedSession::new);
    }

    private static Arbitrary<Map<String, Object>> claims() {
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), JsonTrees.values())
                .ofMaxSize(4);
    }

    private static SavedSession restored(String text) {
        return SavedSession.read(Secret.of(text), REGISTRATION);
    }
}

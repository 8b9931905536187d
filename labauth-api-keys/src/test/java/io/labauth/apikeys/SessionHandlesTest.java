package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionHandlesTest {
    private static final String ID = "0c4a4a58-3d7b-4c52-9c1b-5f6a3b1c9f77";

    private final SessionHandles handles = handles(PeppersTest.ONE);

    private static SessionHandles handles(Secret... peppers) {
        return new SessionHandles(Peppers.of(List.of(peppers)));
    }

    @Test
    void handle_isOpenedOnEveryNodeWithThePepper() {
        assertThat(handles(PeppersTest.ONE).open(handles.seal(ID))).contains(ID);
        assertThat(handles(PeppersTest.TWO, PeppersTest.ONE).open(handles.seal(ID)))
                .contains(ID);
    }

    @Test
    void handle_showsNothingOfTheId_alsoNotWhetherTwoAreOfTheSameSession() {
        assertThat(handles.seal(ID)).doesNotContain(ID).isNotEqualTo(handles.seal(ID));
    }

    @Test
    void handle_ofThePeppersThatAreGone_isNotOpened() {
        assertThat(handles(PeppersTest.TWO).open(handles.seal(ID))).isEmpty();
    }

    @Test
    void handle_changedAnywhere_isNotOpened() {
        String handle = handles.seal(ID);
        for (int i = 0; i < handle.length() - 1; i++) {
            char other = handle.charAt(i) == 'A' ? 'B' : 'A';

            assertThat(handles.open(handle.substring(0, i) + other + handle.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "tab", "a.b", "0c4a4a58-3d7b-4c52-9c1b-5f6a3b1c9f77", "AAAAAAAA.AAAA", "....", "ä.ö"})
    void text_thatIsNoHandle_isNotOpened(String text) {
        assertThat(handles.open(text)).isEmpty();
    }

    @Test
    void text_behindTheIdOfAPepper_isNotOpened() {
        String pepper = handles.seal(ID).substring(0, 9);

        assertThat(handles.open(pepper)).isEmpty();
        assertThat(handles.open(pepper + "AAAA")).isEmpty();
        assertThat(handles.open(pepper + "not base64!")).isEmpty();
    }

    @Test
    void handle_ofAnIdOfSixtyCharacters_isShortEnoughForAKey() {
        assertThat(handles.seal("x".repeat(60)).length()).isLessThanOrEqualTo(128);
    }

    @Test
    void key_withAHandle_livesAsLongAsTheSession() {
        try (Lab lab = new Lab()) {
            String handle = handles.seal(UUID.randomUUID().toString());
            lab.sessions.add(handle);
            IssuedKey issued =
                    lab.keys.of("ada").create(NewApiKey.expiring("", Lab.MONTH).endingWithSession(handle));

            Verification before = lab.verify(issued.secret());
            lab.sessions.clear();

            assertThat(before).isInstanceOf(VerifiedKey.class);
            assertThat(lab.verify(issued.secret())).isEqualTo(KeyRejection.SESSION_ENDED);
        }
    }
}

package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeLabArchivesExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FakeLabArchivesExtensionTest {
    private static FakeUser ada;
    private static FakeLabArchives first;
    private static String uidOfSecondKey;

    @BeforeAll
    static void addUser(FakeLabArchives fake) throws Exception {
        first = fake;
        ada = fake.addUser("ada@example.org", "Ada Brandt");
        fake.addAccessKey("second", "key");
        SignedClient second = SignedClient.of(fake).as("second", "key");
        uidOfSecondKey =
                Answers.text(second.exchange("ada@example.org", fake.issueToken("ada@example.org")), "/users/id");
    }

    @BeforeEach
    void addAnother(FakeLabArchives fake) {
        fake.addUser("ben@example.org", "Ben Okafor");
    }

    @Test
    @Order(1)
    void fake_whenATestSpoilsIt(FakeLabArchives fake) throws Exception {
        fake.addUser("eve@example.org", "Eve");
        fake.revoke(ada.uid());
        fake.behaviour().loginFailedStatus(404).failNext(Fault.status(500), 5);
        SignedClient.of(fake).resume(ada.uid());

        assertThat(fake.calls().total()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void fake_inTheNextTest_isAsBefore(FakeLabArchives fake) throws Exception {
        assertThat(fake).isSameAs(first);
        assertThat(fake.users()).extracting(FakeUser::email).containsExactly("ada@example.org", "ben@example.org");
        assertThat(fake.calls().total()).isZero();
        assertThat(SignedClient.of(fake).resume(ada.uid()).statusCode()).isEqualTo(200);
        assertThat(SignedClient.of(fake)
                        .as("second", "key")
                        .resume(uidOfSecondKey)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SignedClient.of(fake).exchange("ada@example.org", "x").statusCode())
                .isEqualTo(401);
    }

    @Nested
    class InANestedClass {
        @Test
        void fake_isTheSame(FakeLabArchives fake) {
            assertThat(fake).isSameAs(first);
        }
    }

    @Test
    void fake_whenNothingRuns_saysSo() {
        assertThatIllegalStateException().isThrownBy(() -> new FakeLabArchivesExtension().fake());
    }
}

package io.labauth.testkit;

import static io.labauth.testkit.Answers.assertError;
import static io.labauth.testkit.Answers.names;
import static io.labauth.testkit.Answers.text;
import static io.labauth.testkit.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXParseException;

class FakeBehaviourTest {
    private static final String EMAIL = "ada@example.org";

    private FakeLabArchives fake;
    private FakeBehaviour behaviour;
    private SignedClient client;
    private FakeUser ada;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.start();
        behaviour = fake.behaviour();
        ada = fake.addUser(EMAIL, "Ada Brandt", "Optics", "Vacuum", "Lasers");
        client = SignedClient.of(fake);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void loginFailedStatus_whenSwitched_isTheStatusOf4514Alone(int status) throws Exception {
        behaviour.loginFailedStatus(status);

        assertError(client.exchange(EMAIL, "wrong"), status, 4514);
        assertError(client.resume("wrong"), 401, 4507);
    }

    @Test
    void errorShape_whenNested_isBelowTheUsualRoot() throws Exception {
        behaviour.errorShape(ErrorShape.NESTED);

        assertThat(text(client.resume("wrong"), "/users/error/error-code")).isEqualTo("4507");
    }

    @Test
    void errorShape_whenCodeAndMsg_namesThemSo() throws Exception {
        behaviour.errorShape(ErrorShape.CODE_AND_MSG);

        HttpResponse<String> answer = client.resume("wrong");

        assertThat(text(answer, "/error/code")).isEqualTo("4507");
        assertThat(text(answer, "/error/msg")).isNotBlank();
    }

    @Test
    void shuffleChildren_whenOn_putsNotebooksBeforeTheId() throws Exception {
        behaviour.shuffleChildren(true);

        HttpResponse<String> answer = client.resume(ada.uid());

        assertThat(names(answer, "/users/*")).startsWith("notebooks").contains("id", "fullname", "email");
        assertThat(texts(answer, "/users/notebooks/notebook/name"))
                .containsExactlyInAnyOrder("Optics", "Vacuum", "Lasers");
        assertThat(text(answer, "/users/id")).isEqualTo(ada.uid());
    }

    @Test
    void includeEmail_whenOff_leavesItOut() throws Exception {
        behaviour.includeEmail(false);

        assertThat(texts(client.resume(ada.uid()), "//email")).isEmpty();
    }

    @Test
    void echoRequest_whenOn_repeatsTheRequestWithoutItsSecrets() throws Exception {
        behaviour.echoRequest(true);

        HttpResponse<String> answer = client.exchange(EMAIL, fake.issueCode(EMAIL));

        assertThat(names(answer, "/users/request/*")).contains("akid", "login-or-email");
        assertThat(names(answer, "//*")).doesNotContain("password", "sig");
        assertThat(text(answer, "/users/id")).isEqualTo(ada.uid());
    }

    @Test
    void latency_whenSet_holdsTheAnswerBack() throws Exception {
        behaviour.latency(Duration.ofMillis(300));

        long start = System.nanoTime();
        client.resume(ada.uid());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void failNext_whenDelayed_givesTheRightAnswerLate() throws Exception {
        behaviour.failNext(Fault.delay(Duration.ofMillis(300)), 1);

        long start = System.nanoTime();

        assertThat(client.resume(ada.uid()).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void failNext_whenThereAreNTimes_isRightAgainAfterwards() throws Exception {
        behaviour.failNext("user_info_via_id", Fault.status(500), 2).failNext(Fault.serverFailure(), 1);

        assertThat(client.resume(ada.uid()).statusCode()).isEqualTo(500);
        assertThat(client.resume(ada.uid()).body()).contains("<h1>500</h1>");
        assertError(client.resume(ada.uid()), 500, 4999);
        assertThat(client.resume(ada.uid()).statusCode()).isEqualTo(200);
    }

    @Test
    void failNext_whenForAnotherMethod_leavesThisOneAlone() throws Exception {
        behaviour.failNext("user_access_info", Fault.status(503), 1);

        assertThat(client.resume(ada.uid()).statusCode()).isEqualTo(200);
        assertThat(client.exchange(EMAIL, "x").statusCode()).isEqualTo(503);
    }

    @Test
    void failNext_whenTheAnswerIsLost_hasUsedTheCodeAllTheSame() throws Exception {
        String code = fake.issueCode(EMAIL);
        behaviour.failNext(Fault.droppedConnection(), 1);
        Map<String, String> parameters = Map.of("login_or_email", EMAIL, "password", code);
        // By POST, since the JDK's client repeats a GET by itself when a connection ends without an answer.
        assertThatThrownBy(() -> client.post("users", "user_access_info", parameters))
                .isInstanceOf(IOException.class);

        assertError(client.exchange(EMAIL, code), 401, 4514);
        assertThat(fake.calls().count("user_access_info")).isEqualTo(2);
    }

    @Test
    void failNext_whenTheConnectionSuffers_givesTheClientAnIoException() {
        List<Fault> faults =
                List.of(Fault.droppedConnection(), Fault.connectionReset(), Fault.garbage(), Fault.halfAnswer());
        for (Fault fault : faults) {
            behaviour.failNext(fault, 1);

            assertThatThrownBy(() -> client.post("users", "user_info_via_id", Map.of("uid", ada.uid())))
                    .isInstanceOf(IOException.class);
        }
        assertThat(fake.calls().total()).isEqualTo(4);
    }

    @Test
    void failNext_whenHalfAnAnswer_hasGivenStatusAndLengthBefore() {
        behaviour.failNext(Fault.halfAnswer(), 1);

        assertThatThrownBy(() -> client.resume(ada.uid())).hasMessageMatching("(?i).*(fixed content-length|EOF).*");
    }

    @Test
    void failNext_whenOversize_is10Megabytes() throws Exception {
        behaviour.failNext(Fault.oversizeAnswer(), 1);

        assertThat(client.resume(ada.uid()).body()).hasSizeGreaterThan(10_000_000);
    }

    @Test
    void failNext_whenMalformed_doesNotParse() throws Exception {
        behaviour.failNext(Fault.malformedXml(), 1);
        HttpResponse<String> answer = client.resume(ada.uid());

        assertThatThrownBy(() -> text(answer, "/users/id")).isInstanceOf(SAXParseException.class);
    }

    @Test
    void failNext_whenAnAttackOnTheParser_carriesADoctype() throws Exception {
        behaviour.failNext(Fault.externalEntity(), 1).failNext(Fault.entityBomb(), 1);

        assertThat(client.resume(ada.uid()).body()).contains("<!DOCTYPE", "SYSTEM \"file:");
        assertThat(client.resume(ada.uid()).body())
                .contains("<!DOCTYPE", "&e8;&e8;")
                .hasSizeLessThan(2_000);
    }

    @Test
    void failNext_whenAnyAnswerIsGiven_isThatAnswer() throws Exception {
        behaviour.failNext(Fault.answer(429, "text/plain", "slow down"), 1);

        assertThat(client.resume(ada.uid()))
                .returns(429, HttpResponse::statusCode)
                .returns("slow down", HttpResponse::body);
    }

    @Test
    void failNext_whenNever_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> behaviour.failNext(Fault.garbage(), 0));
    }

    @Test
    void reset_putsEverythingBack() throws Exception {
        behaviour.failNext(Fault.garbage(), 1).loginFailedStatus(404).clockOffset(Duration.ofDays(1));

        behaviour.reset();

        assertError(client.exchange(EMAIL, "wrong"), 401, 4514);
    }
}

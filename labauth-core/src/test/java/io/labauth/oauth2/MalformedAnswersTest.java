package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.ServiceException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of a server with each of its fields spoilt in every way: what is refused, what does no harm, and what is said of it. */
@Timeout(60)
class MalformedAnswersTest {
    private final TestServer server = new TestServer();

    @BeforeEach
    void offerAll() {
        Reply.offerAll(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "malformed-answers.csv", delimiter = '|', numLinesToSkip = 1)
    void aSpoiltField_isRefusedByItsName_orDoesNoHarm(ArgumentsAccessor row) {
        Reply reply = row.get(0, Reply.class);
        String field = row.getString(1);
        int cell = 2;
        for (Spoilt spoilt : Spoilt.values()) {
            String expected = row.getString(cell++);
            for (int i = 0; i < spoilt.variants(); i++) {
                int variant = i;
                Throwable outcome = outcome(reply, right -> json(200, spoilt.of(right, field, variant)));

                assertThat(outcome).as(spoilt + " " + i).satisfies(is(expected, field));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{}, lacks sub",
        "'{\"sub\":null}', lacks sub",
        "'{\"sub\":\"\"}', lacks sub",
        "'{\"sub\":[7]}', sub of the wrong type",
        "'{\"sub\":true}', sub of the wrong type"
    })
    void whereThereIsNoIdToken_userInfoSaysWhoItIs(String body, String problem) {
        assertThat(outcome(Reply.IDENTITY, right -> json(200, body)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @EnumSource
    void tenMegabytes_areNotRead(Reply reply) {
        assertThat(outcome(reply, right -> json(200, "{\"padding\":\"" + "x".repeat(10_000_000) + "\"}")))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("larger");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REVOCATION")
    void whatIsNoJsonObject_isRefused(Reply reply) {
        List<UnaryOperator<String>> changes = List.of(
                right -> "",
                right -> "null",
                right -> "[" + right + "]",
                right -> right + right,
                right -> "<html>Please sign in</html>",
                right -> right.substring(0, right.length() - 1));
        for (UnaryOperator<String> change : changes) {
            assertThat(outcome(reply, right -> json(200, change.apply(right))))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("cannot be understood");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatBreaksOff_isAConnectionException(Reply reply) {
        for (Fault fault : List.of(Fault.MALFORMED_RESPONSE_CHUNK, Fault.EMPTY_RESPONSE)) {
            assertThat(outcome(reply, right -> WireMock.aResponse().withFault(fault)))
                    .isInstanceOf(ConnectionException.class);
        }
    }

    /** RFC 7009, section 2.2: the status alone counts. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html></html>", "{"})
    void theBodyOfARevocation_saysNothing(String body) {
        assertThat(outcome(Reply.REVOCATION, right -> json(200, body))).isNull();
    }

    private Throwable outcome(Reply reply, Function<String, ResponseDefinitionBuilder> answer) {
        return catchThrowable(() -> reply.fetch(server, right -> server.answer(reply.path(), answer.apply(right))));
    }

    /** What a cell of the table asks of an outcome. */
    private static Consumer<Throwable> is(String expected, String field) {
        return outcome -> {
            if (expected.equals("ok")) {
                assertThat(outcome).isNull();
            } else {
                assertThat(outcome)
                        .isInstanceOf(LabAuthException.class)
                        .hasMessageContaining(expected.replace("FIELD", field))
                        .hasMessageNotContainingAny("s3cret", "xxxx", "\u0000", "\n");
            }
        };
    }
}

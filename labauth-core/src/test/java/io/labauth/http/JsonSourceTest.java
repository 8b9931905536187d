package io.labauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceTest {
    private static final JsonSource SOURCE = new JsonSource("Tiled", "the URI", "whoami", 200);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|nothing where JSON",
                "'  \n '|nothing where JSON",
                "'\n\n<!DOCTYPE html><html>Sesame</html>'|a web page",
                "'{\"a\": \"Sesame'|cut off",
                "'{\"a\": [1, 2'|cut off",
                "'Sesame'|something else than",
                "'{\"a\": 1} Sesame'|something else than",
                "'{\"a\": 1, \"a\": \"Sesame\"}'|something else than"
            })
    void read_whenTheAnswerIsNoJson_saysWhatItIsAndNothingOfIt(String body, String what) {
        ServiceException e = failure(() -> SOURCE.read(stream(body)));

        assertThat(e.status()).isEqualTo(200);
        assertThat(e)
                .hasMessageStartingWith("Tiled answered with ")
                .hasMessageContaining(what)
                .hasMessageContaining("(whoami)")
                .hasMessageContaining("the URI")
                .hasMessageNotContaining("Sesame")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000fffe7b7d", "feff007b007d", "fffe7b007d00", "0000007b0000007d", "7b2261223a22ff227d"})
    void read_whenTheAnswerIsNotUtf8_doesNotTakeItForABrokenConnection(String hex) {
        InputStream answer = new ByteArrayInputStream(HexFormat.of().parseHex(hex));

        assertThat(failure(() -> SOURCE.read(answer))).hasMessageContaining("something else than the JSON");
    }

    @Test
    void read_leavesAByteOrderMarkOut() throws IOException {
        assertThat(read("\uFEFF{\"a\":\"b\"}").text("a")).isEqualTo("b");
        assertThat(each("\uFEFF{\"keys\":[],\"a\":\"b\"}", element -> {}).text("a"))
                .isEqualTo("b");
    }

    @Test
    void read_whenTheConnectionBreaks_passesTheFailureOn() {
        InputStream broken = new SequenceInputStream(stream("{\"a\":"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SOURCE.read(broken))
                .withMessage("reset");
    }

    @Test
    void read_whenNull_leavesItsMeaningToTheCaller() throws IOException {
        assertThat(read("null").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|the whole is null",
                "[]|the whole is no object",
                "\"Sesame\"|is no object",
                "{}|a is missing",
                "{\"a\": {\"b\": 7}}|a.b is no text",
                "{\"a\": {\"b\": null}}|a.b is missing",
                "{\"a\": [\"Sesame\"]}|a is no object"
            })
    void text_whenTheShapeIsAnother_namesTheMember(String body, String problem) throws IOException {
        JsonValue json = read(body);

        assertThat(failure(() -> json.member("a").text("b")))
                .hasMessageContaining("JSON of another shape")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("Sesame");
    }

    @ParameterizedTest
    @CsvSource({"900, PT15M", "900.0, PT15M", "0.5, PT0.5S", "9e2, PT15M"})
    void optionalSeconds_readsNumbersOfAnyForm(String number, Duration time) throws IOException {
        assertThat(read("{\"a\": " + number + "}").optionalSeconds("a")).contains(time);
        assertThat(read("{\"a\": null}").optionalSeconds("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e30", "\"900\"", "true", "99999999999999999999999999"})
    void optionalSeconds_whenNoTime_isAnotherShape(String number) throws IOException {
        JsonValue json = read("{\"a\": " + number + "}");

        assertThat(failure(() -> json.optionalSeconds("a"))).hasMessageContaining("a is no number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:00:00", "2026-11-22T10:00:00+00:00", "2026-11-22T12:00:00+02:00"})
    void optionalTime_readsTimesWithAndWithoutOffsetAsUtc(String time) throws IOException {
        assertThat(read("{\"a\": \"" + time + "\"}").optionalTime("a")).contains(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00\"", "7"})
    void optionalTime_whenNoTime_isAnotherShape(String time) throws IOException {
        JsonValue json = read("{\"a\": " + time + "}");

        assertThat(failure(() -> json.optionalTime("a"))).hasMessageContaining("a is no t");
    }

    @Test
    void number_readsWholeNumbersInBothForms() throws IOException {
        JsonValue json = read("{\"a\": 5, \"b\": 5.0, \"c\": 5.5}");

        assertThat(json.number("a")).isEqualTo(5);
        assertThat(json.number("b")).isEqualTo(5);
        assertThat(failure(() -> json.number("c"))).hasMessageContaining("c is no whole number");
    }

    @Test
    void list_givesTheElementsInOrder() throws IOException {
        JsonValue json = read("{\"a\": [\"x\", \"y\"], \"b\": {}}");

        assertThat(json.list("a")).extracting(JsonValue::text).containsExactly("x", "y");
        assertThat(json.optionalList("c")).isEmpty();
        assertThat(failure(() -> json.list("b"))).hasMessageContaining("b is no list");
        assertThat(failure(() -> json.list("a").get(0).text("d"))).hasMessageContaining("a[] is no object");
    }

    @Test
    void optionalFlag_readsTruthValuesAlone() throws IOException {
        JsonValue json = read("{\"a\": true, \"b\": \"true\"}");

        assertThat(json.optionalFlag("a")).contains(true);
        assertThat(json.optionalFlag("c")).isEmpty();
        assertThat(failure(() -> json.optionalFlag("b"))).hasMessageContaining("b is neither");
    }

    @Test
    void toString_showsNothingOfTheContent() throws IOException {
        assertThat(read("{\"a\": \"Sesame\"}").member("a")).hasToString("JsonValue[a, from Tiled]");
    }

    @Test
    void readEach_handsOnTheElementsOfTheListAndReturnsTheRest() throws IOException {
        List<String> seen = new ArrayList<>();

        JsonValue rest =
                each("{\"x\": {\"keys\": [1]}, \"keys\": [\"a\", \"b\"], \"y\": 1}", value -> seen.add(value.text()));

        assertThat(seen).containsExactly("a", "b");
        assertThat(rest.has("keys")).isFalse();
        assertThat(rest.number("y")).isOne();
        assertThat(rest.member("x").list("keys")).hasSize(1);
    }

    @Test
    void readEach_whenNull_leavesItsMeaningToTheCaller() throws IOException {
        assertThat(each("null", value -> {}).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|keys is missing",
                "{\"keys\": null}|keys is missing",
                "{\"keys\": {}}|keys is no list",
                "{\"keys\": [7]}|keys[] is no text",
                "{\"keys\": [\"a\"|cut off",
                "{\"keys\": [\"a\"]|cut off",
                "{\"keys\": [\"a\"], \"keys\": [\"b\"]}|something else than",
                "{\"keys\": [{\"a\": 1, \"a\": 2}]}|something else than",
                "<html>|a web page"
            })
    void readEach_whenTheListIsNotAsExpected_saysWhatIsWrong(String body, String problem) {
        assertThat(failure(() -> each(body, JsonValue::text))).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7.0, 7", "\"7a\", 7a"})
    void identifier_isATextOrAWholeNumber(String id, String read) throws IOException {
        assertThat(read("{\"id\": " + id + "}").identifier("id")).isEqualTo(read);
    }

    @Test
    void identifier_whenItIsSomethingElse_saysSo() {
        assertThat(failure(() -> read("{\"id\": 7.5}").identifier("id"))).hasMessageContaining("id is no whole number");
        assertThat(failure(() -> read("{\"id\": []}").identifier("id"))).hasMessageContaining("id is no text");
    }

    @Test
    void object_whenItIsSomethingElse_saysSo() {
        assertThat(failure(() -> read("null").object())).hasMessageContaining("the whole is null");
        assertThat(failure(() -> read("[]").object())).hasMessageContaining("the whole is no object");
    }

    @ParameterizedTest
    @CsvSource({
        "2026/11/22 10:00:00",
        "2026-11-22 10:00:00.000",
        "2026-11-22T10:00:00",
        "2026-11-22T12:00:00+02:00",
        "2026-11-22T10:00:00.000Z"
    })
    void optionalTime_asServicesAndDatabasesPrintIt_isUnderstood(String time) throws IOException {
        assertThat(read("{\"at\": \"" + time + "\"}").optionalTime("at"))
                .contains(Instant.parse("2026-11-22T10:00:00Z"));
    }

    private static JsonValue read(String body) throws IOException {
        return SOURCE.read(stream(body));
    }

    private static JsonValue each(String body, Consumer<JsonValue> element) throws IOException {
        return SOURCE.readEach(stream(body), "keys", element);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceException failure(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call);
    }
}

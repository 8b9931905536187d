package io.labauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

class JsonSourceFuzzTest {
    private static final JsonSource SOURCE = new JsonSource("Tiled", "the URI", "whoami", 200);
    private static final String REFUSAL = "Tiled answered with (?:nothing where JSON was expected"
            + "|a web page where JSON was expected, perhaps the sign-in page of something in between"
            + "|JSON that is cut off|something else than the JSON that was expected"
            + "|JSON of another shape: (?:the whole|keys|keys\\[\\]|keys\\[\\]\\.a) [a-z ]+)"
            + " \\(whoami\\): check that the URI is the API's address\\.";

    @FuzzTest(maxDuration = "10m")
    void everyReading_givesAValueOrRefusesWithoutEcho(byte[] answer) {
        Optional<List<String>> whole = read(() -> list(answer));
        Optional<List<String>> oneByOne = read(() -> each(answer));

        whole.ifPresent(elements -> assertThat(oneByOne).contains(elements));
    }

    private static List<String> list(byte[] answer) {
        try {
            return SOURCE.read(new ByteArrayInputStream(answer)).list("keys").stream()
                    .map(JsonSourceFuzzTest::described)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("Memory cannot fail.", e);
        }
    }

    private static List<String> each(byte[] answer) {
        List<String> elements = new ArrayList<>();
        try {
            var unused = SOURCE.readEach(
                    new ByteArrayInputStream(answer), "keys", element -> elements.add(described(element)));
        } catch (IOException e) {
            throw new AssertionError("Memory cannot fail.", e);
        }
        return elements;
    }

    private static String described(JsonValue element) {
        return element + " "
                + read(() -> element.text("a"))
                + read(() -> element.number("a"))
                + read(() -> element.identifier("a"))
                + read(() -> element.optionalTime("a"))
                + read(() -> element.optionalSeconds("a"))
                + read(() -> element.optionalFlag("a"))
                + read(() -> element.optionalList("a").size());
    }

    private static <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ServiceException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
            return Optional.empty();
        }
    }
}

package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

class CallbackFuzzTest {
    private static final Set<String> REFUSALS = Set.of(
            "The callback's query is too long.",
            "The callback has too many parameters.",
            "The callback has a parameter without a name.",
            "The callback repeats a parameter.",
            "The callback has a character that must be escaped.",
            "The callback has a broken percent escape.",
            "The callback is not valid UTF-8.",
            "The callback contains a control character.");

    @FuzzTest(maxDuration = "10m")
    void parse_readsAsTheJdkDoes_orRefusesWithoutEcho(byte[] query) {
        String text = new String(query, StandardCharsets.UTF_8);

        try {
            Callback callback = Callback.parse(text);

            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                assertThat(pair.isEmpty() || callback.parameter(decoded(name)).equals(Optional.of(decoded(value))))
                        .isTrue();
            }
        } catch (CallbackRejectedException e) {
            assertThat(REFUSALS).contains(e.getMessage());
        }
        assertWhatABrowserWritesIsRead(text);
    }

    private static void assertWhatABrowserWritesIsRead(String value) {
        String query = "code=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        if (query.length() <= Callback.MAX_QUERY_LENGTH && value.chars().noneMatch(Character::isISOControl)) {
            assertThat(Callback.parse(query).parameter("code")).contains(value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

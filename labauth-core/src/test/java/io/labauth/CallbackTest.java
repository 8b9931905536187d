package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTest {
    @Test
    void parse_whenValuesAreEscaped_givesThemExactly() {
        Callback callback = Callback.parse("email=a%2Bb%40x.org&auth_code=%26+%3d%2B%2F%25%27&n=Ada%20L%C3%B6we");

        assertThat(callback.parameter("email")).contains("a+b@x.org");
        assertThat(callback.parameter("auth_code")).contains("& =+/%'");
        assertThat(callback.parameter("n")).contains("Ada Löwe");
    }

    @ParameterizedTest
    @CsvSource({"a=b=c,a,b=c", "a=,a,''", "a,a,''", "&a=1&&,a,1", "%61=1,a,1"})
    void parse_splitsAtTheFirstEqualsSign_thenDecodes(String query, String name, String value) {
        assertThat(Callback.parse(query).parameter(name)).contains(value);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void parse_whenThereIsNoQuery_hasNoParameters(String query) {
        assertThat(Callback.parse(query).parameter("email")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1&a=1",
                "a=1&%61=2",
                "a&a",
                "=x",
                "a=%zz",
                "a=%4",
                "a=%",
                "a=%+1",
                "a=%-1",
                "a=%1",
                "a=%00",
                "a=%0d%0aB:",
                "a=%7f",
                "a=%c2%85",
                "a=\t",
                "a=b c",
                "a=%ff",
                "a=%c0%af",
                "a=%ed%a0%80",
                "a=%e4%bd",
                "a=ö",
                "a=\u0000",
                "a=%０１"
            })
    void parse_whenTheQueryIsNotCleanOrUnambiguous_isRefusedWithoutEcho(String query) {
        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> Callback.parse(query))
                .withMessageStartingWith("The callback")
                .withMessageNotContaining("=")
                .withNoCause();
    }

    @Test
    void parse_whenTheQueryIsTooLong_isRefused() {
        String longest = "a=" + "x".repeat(Callback.MAX_QUERY_LENGTH - 2);

        assertThat(Callback.parse(longest).parameter("a")).isPresent();
        assertThatExceptionOfType(CallbackRejectedException.class).isThrownBy(() -> Callback.parse(longest + "x"));
    }

    @Test
    void parse_whenThereAreTooManyParameters_isRefused() {
        assertThat(Callback.parse(parameters(32)).parameter("p31")).contains("1");
        assertThatExceptionOfType(CallbackRejectedException.class).isThrownBy(() -> Callback.parse(parameters(33)));
    }

    @Test
    void toString_showsNoValue() {
        assertThat(Callback.parse("email=a%40b&auth_code=sesame")).asString().isEqualTo("Callback[2 parameters]");
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    }
}

package io.labauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

/** What a service encodes as a form is what the program gets. */
class CallbackPropertyTest {
    @Property
    void parse_givesBackWhateverWasEncoded(@ForAll("parameters") Map<String, String> parameters) {
        Callback callback = Callback.parse(query(parameters));

        parameters.forEach((name, value) -> assertThat(callback.parameter(name)).contains(value));
    }

    @Property
    void parse_whenAParameterIsThereTwice_refusesWhateverTheValues(
            @ForAll("names") String name, @ForAll("texts") String one, @ForAll("texts") String another) {
        String twice = query(Map.of(name, one)) + "&x=1&" + query(Map.of(name, another));

        assertThatExceptionOfType(CallbackRejectedException.class).isThrownBy(() -> Callback.parse(twice));
    }

    @Property
    void parse_whenACharacterIsNotEscaped_refusesIt(@ForAll @CharRange(from = '\u007f', to = '\uffff') char character) {
        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> Callback.parse("code=a" + character));
    }

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        return Arbitraries.maps(names(), texts()).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        return texts().filter(name -> !name.isEmpty() && !name.equals("x"));
    }

    /** Anything that is text: no half of a pair of surrogates, no control characters. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(30)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)
                        && text.chars().noneMatch(Character::isISOControl));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

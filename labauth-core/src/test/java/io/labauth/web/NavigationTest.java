package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NavigationTest {
    @Test
    void request_ofABrowserThatOpensAPage_isAPersons() {
        Map<String, String> headers = Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document");

        assertThat(Navigation.isByPerson("GET", headers::get)).isTrue();
    }

    @Test
    void request_thatTellsNothing_isTakenForAPersons() {
        assertThat(Navigation.isByPerson("GET", name -> null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, Prefetch",
        "Sec-Fetch-Mode, cors",
        "Sec-Fetch-Mode, no-cors",
        "Sec-Fetch-Dest, iframe",
        "Sec-Fetch-Dest, image",
        "X-Requested-With, xmlhttprequest"
    })
    void request_thatTheBrowserMakesByItself_isNot(String name, String value) {
        assertThat(Navigation.isByPerson("GET", Map.of(name, value)::get)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "OPTIONS", "get"})
    void request_ofAnotherMethod_isNot(String method) {
        assertThat(Navigation.isByPerson(method, name -> null)).isFalse();
    }
}

package io.labauth.oauth2;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Any JSON, as Java's own types. */
final class JsonTrees {
    private JsonTrees() {}

    static Arbitrary<Object> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.strings().ofMaxLength(12).map(text -> text),
                () -> Arbitraries.integers().map(number -> number),
                () -> Arbitraries.of(true, false).map(flag -> flag),
                () -> values().list().ofMaxSize(3).map(list -> list),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), values())
                        .ofMaxSize(3)
                        .map(map -> map));
    }

    /** Objects with these names and addresses, texts, large numbers or anything else for values. */
    static Arbitrary<Map<String, Object>> objects(String... names) {
        Arbitrary<Object> likely = Arbitraries.of(
                "https://i.example",
                "https://i.example/a",
                "https://i.example/#a",
                "http://elsewhere.example/",
                "Bearer",
                "openid email",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.e30.");
        Arbitrary<Object> numbers = Arbitraries.oneOf(
                Arbitraries.bigIntegers().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.longs().map(String::valueOf));
        Arbitrary<Object> any = Arbitraries.frequencyOf(
                Tuple.of(6, likely), Tuple.of(1, numbers), Tuple.of(1, values().injectNull(0.2)));
        return Arbitraries.maps(Arbitraries.of(names), any).ofMinSize(1).ofMaxSize(names.length);
    }
}

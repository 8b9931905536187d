package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FlowFormatPropertyTest {
    @Property
    void read_givesBackWhatWasWritten(@ForAll("flows") Flow flow) {
        assertThat(FlowFormat.read(FlowFormat.write(flow))).contains(flow);
    }

    @Property
    void read_whenCutAnywhereOrFollowedByMore_givesNothing(@ForAll("flows") Flow flow) {
        byte[] whole = FlowFormat.write(flow);

        for (int length = 0; length < whole.length; length++) {
            assertThat(FlowFormat.read(Arrays.copyOf(whole, length))).isEmpty();
        }
        assertThat(FlowFormat.read(Arrays.copyOf(whole, whole.length + 1))).isEmpty();
    }

    @Provide
    Arbitrary<Flow> flows() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<Map<String, Secret>> secrets = Arbitraries.maps(
                        texts, texts.filter(text -> !text.isBlank()).map(Secret::of))
                .ofMaxSize(5);
        Arbitrary<Instant> times = Arbitraries.longs().between(0, 1L << 45).map(Instant::ofEpochMilli);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        texts, Arbitraries.integers().between(0, 9), flags, flags, texts, times, texts, secrets)
                .as((id, slot, inPath, finished, name, startedAt, returnTo, kept) ->
                        new Flow(id, slot, inPath, finished, name, name + "'s", startedAt, returnTo, kept));
    }
}

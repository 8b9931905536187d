package io.labauth.web;

import io.labauth.Secret;
import java.time.Instant;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sealing a login into the browser's cookie and opening it again. It lies in this package because the seal is not public. */
@State(Scope.Benchmark)
public class FlowParts {
    private final FlowSeal seal = new FlowSeal(SealingKeys.generate());
    private final Flow flow = new Flow(
            "4uL5cOGVnyUPJE5yhZ2YbKBSZ7yFQK0wUvJx2b0GTSU",
            0,
            false,
            false,
            "orcid",
            "q83vEjRWeJCrze8SNFZ4kA",
            Instant.ofEpochMilli(1_795_000_000_000L),
            "/notebooks/optics?page=3",
            Map.of(
                    "state", Secret.of("4uL5cOGVnyUPJE5yhZ2YbKBSZ7yFQK0wUvJx2b0GTSU"),
                    "nonce", Secret.of("nP2b1Q7LrX0aW9sE5tY8uI3oK6jH4gF2dS1aZ0xCvB8"),
                    "code_verifier", Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
    private final String sealedFlow = seal.seal(flow);

    @Benchmark
    public String seal() {
        return seal.seal(flow);
    }

    @Benchmark
    public Object open() {
        return seal.open(sealedFlow);
    }
}

package io.labauth.benchmarks.parts;

import io.labauth.Callback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parsing the query that a service sends the browser back with. */
@State(Scope.Benchmark)
public class CallbackParts {
    private final String query = "email=ada.brandt%2Blab%40example.org&auth_code=UGF0aWVuY2UgaXMgYSB2aXJ0dWU%3D";

    @Benchmark
    public Callback parse() {
        return Callback.parse(query);
    }
}

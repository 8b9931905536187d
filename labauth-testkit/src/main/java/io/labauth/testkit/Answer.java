package io.labauth.testkit;

import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back to the client, and how badly the connection treats it. */
record Answer(int status, Map<String, List<String>> headers, String body, Delivery delivery, Duration delay) {
    enum Delivery {
        WHOLE,
        HALF,
        DROPPED,
        RESET,
        GARBAGE
    }

    static Answer of(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> listed = new LinkedHashMap<>();
        headers.forEach((name, value) -> listed.put(name, List.of(value)));
        return new Answer(status, listed, body, Delivery.WHOLE, Duration.ZERO);
    }

    static Answer json(int status, String body) {
        return of(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    static Answer xml(int status, String body) {
        return of(status, Map.of("Content-Type", "application/xml; charset=utf-8"), body);
    }

    Answer with(String name, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, values);
        return new Answer(status, more, body, delivery, delay);
    }

    Answer with(Delivery how) {
        return new Answer(status, headers, body, how, delay);
    }

    Answer delayedBy(Duration more) {
        return new Answer(status, headers, body, delivery, delay.plus(more));
    }

    ResponseDefinition toResponse() {
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withGzipDisabled(true)
                .withFixedDelay(Math.toIntExact(delay.toMillis()));
        headers.forEach((name, values) -> response.withHeader(name, values.toArray(String[]::new)));
        deliver(response);
        return response.build();
    }

    private void deliver(ResponseDefinitionBuilder response) {
        byte[] whole = body.getBytes(StandardCharsets.UTF_8);
        switch (delivery) {
            case WHOLE -> response.withBody(whole);
            // Chunk by chunk, since a server that still holds everything back would answer 500 in its place.
            case HALF ->
                response.withHeader("Content-Length", String.valueOf(whole.length))
                        .withBody(Arrays.copyOf(whole, whole.length / 2))
                        .withChunkedDribbleDelay(2, 1);
            case DROPPED -> response.withFault(EMPTY_RESPONSE);
            case RESET -> response.withFault(CONNECTION_RESET_BY_PEER);
            case GARBAGE -> response.withFault(RANDOM_DATA_THEN_CLOSE);
        }
    }
}

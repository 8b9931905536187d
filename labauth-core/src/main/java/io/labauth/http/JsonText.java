package io.labauth.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON: bodies of requests, and files. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    /**
     * Writes an object.
     *
     * @param members names and values: texts, numbers, truth values, lists and maps of them, or null
     * @return the JSON
     */
    public static String of(Map<String, ?> members) {
        return MAPPER.writeValueAsString(members);
    }

    /**
     * Writes an object as the body of a request.
     *
     * @param members names and values, as in {@link #of}
     * @return the body, in UTF-8
     */
    public static BodyPublisher body(Map<String, ?> members) {
        return BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(members));
    }
}

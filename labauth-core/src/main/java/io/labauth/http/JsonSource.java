package io.labauth.http;

import io.labauth.ServiceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that should be JSON, and what to say when it is not.
 *
 * @param service the service's name
 * @param setting what holds the service's address
 * @param call what was called
 * @param status the HTTP status of the answer
 */
record JsonSource(String service, String setting, String call, int status) {
    /** No name twice, since two readers would each see another value. */
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(STRICT).build();
    /** Reads one value and leaves what follows it, which the other refuses. */
    private static final JsonMapper PARTS = JsonMapper.builder(STRICT)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Some servers begin with it, and a reader may leave it out (RFC 8259, section 8.1). */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int BLANKS = 1024;

    /** Reads the whole. */
    JsonValue read(InputStream body) throws IOException {
        Reader json = checked(body);
        try {
            return value(MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** Reads an object, and hands on each element of one of its lists while it comes, keeping none. */
    JsonValue readEach(InputStream body, String list, Consumer<JsonValue> element) throws IOException {
        try (JsonParser parser = PARTS.createParser(checked(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return value(PARTS.readTree(parser));
            }
            ObjectNode rest = PARTS.createObjectNode();
            boolean found = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(list)) {
                    forEach(parser, list, element);
                    found = true;
                } else {
                    rest.set(name, PARTS.readTree(parser));
                }
            }
            return found ? value(rest) : withList(value(rest), list);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    ServiceException unusable(String what) {
        return new ServiceException(
                service + " answered with " + what + " (" + call + "): check that " + setting
                        + " is the API's address.",
                status,
                null,
                null);
    }

    /** Throws, since there is none. */
    private static JsonValue withList(JsonValue object, String list) {
        object.list(list);
        return object;
    }

    private void forEach(JsonParser parser, String list, Consumer<JsonValue> element) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.accept(new JsonValue(PARTS.readTree(parser), list + "[]", this));
        }
    }

    /**
     * JSON is UTF-8 (RFC 8259, section 8.1): no guess at the encoding, which would fail as a connection does. What is
     * plainly no JSON is named, since "unexpected character" helps nobody whose proxy shows a sign-in page.
     */
    private Reader checked(InputStream body) throws IOException {
        InputStream stream = body.markSupported() ? body : new BufferedInputStream(body);
        stream.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(stream.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            stream.reset();
        }
        stream.mark(BLANKS);
        int first = stream.read();
        for (int i = 1; i < BLANKS && first >= 0 && first <= ' '; i++) {
            first = stream.read();
        }
        if (first < 0) {
            throw unusable("nothing where JSON was expected");
        }
        if (first == '<') {
            throw unusable("a web page where JSON was expected, perhaps the sign-in page of something in between");
        }
        stream.reset();
        return new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder());
    }

    private ServiceException broken(JacksonException e) throws IOException {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failure && !(failure instanceof CharacterCodingException)) {
                throw failure;
            }
        }
        return unusable(
                e instanceof UnexpectedEndOfInputException
                        ? "JSON that is cut off"
                        : "something else than the JSON that was expected");
    }

    private JsonValue value(JsonNode node) {
        return new JsonValue(node, "", this);
    }
}

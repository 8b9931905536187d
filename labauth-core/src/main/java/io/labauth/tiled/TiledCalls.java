package io.labauth.tiled;

import io.labauth.LabAuthException;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonText;
import io.labauth.http.JsonValue;
import io.labauth.http.SentOnce;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The requests that go to a Tiled server. No cookie is kept, so none of them needs a CSRF token. */
final class TiledCalls {
    private static final int MAX_BYTES = 1024 * 1024;

    private final HttpCalls calls;

    TiledCalls(HttpClient client, Duration timeout) {
        this.calls = new HttpCalls(client, "Tiled", "the URI", timeout, MAX_BYTES);
    }

    Answer get(Access access, URI address, String call) {
        return calls.send(request(access, address).method("GET", new SentOnce()), call);
    }

    Answer post(Access access, URI address, BodyPublisher json, String call) {
        return calls.send(
                request(access, address)
                        .header("Content-Type", "application/json")
                        .POST(json),
                call);
    }

    Answer post(URI address, Map<String, ?> json, String call) {
        return post(KeyAccess.NONE, address, JsonText.body(json), call);
    }

    Answer postForm(URI address, BodyPublisher form, String call) {
        HttpRequest.Builder request = request(KeyAccess.NONE, address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form);
        return calls.send(request, call);
    }

    Answer delete(Access access, URI address, String call) {
        return calls.send(request(access, address).DELETE(), call);
    }

    /** A principal, whose keys are handed on while they arrive. */
    JsonValue eachKey(Access access, URI address, String call, Consumer<JsonValue> key) {
        HttpRequest.Builder request = request(access, address).method("GET", new SentOnce());
        return calls.sendForEach(request, call, "api_keys", key, answer -> refused(answer, access, call));
    }

    /** The JSON of an answer with status 200. */
    JsonValue json(Answer answer, Access access, String call) {
        if (answer.status() != 200) {
            throw refused(answer, access, call);
        }
        return calls.json(answer, call);
    }

    LabAuthException refused(Answer answer, Access access, String call) {
        return new Refusal(answer, call).toException(access).orElseGet(() -> calls.unexpected(answer, call));
    }

    private static HttpRequest.Builder request(Access access, URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("User-Agent", "labauth");
        access.credential().ifPresent(credential -> credential.applyTo(request, address));
        return request;
    }
}

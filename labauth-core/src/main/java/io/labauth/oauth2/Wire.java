package io.labauth.oauth2;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Sends what Nimbus has written, and gives back the JSON objects that come, or the exceptions that errors stand for. */
final class Wire {
    private static final int MAX_BYTES = 1 << 20;
    private static final Set<Integer> NOT_THERE = Set.of(404, 405, 410);

    private final HttpCalls calls;
    private final String service;

    Wire(HttpClient client, String service, Duration timeout) {
        this.calls = new HttpCalls(client, service, "the issuer or the endpoints", timeout, MAX_BYTES);
        this.service = service;
    }

    String service() {
        return service;
    }

    Json post(HTTPRequest request, Call call) {
        HttpCalls.Answer answer = send(request, call);
        return object(answer, call).orElseThrow(() -> unreadable(call, answer.status()));
    }

    /** A request whose answer has nothing to say but that it was carried out. */
    void postForNothing(HTTPRequest request, Call call) {
        send(request, call);
    }

    Json get(URI uri, Call call) {
        HttpCalls.Answer answer = checked(calls.send(builder(uri), call.title()), call);
        return object(answer, call).orElseThrow(() -> unreadable(call, answer.status()));
    }

    Json get(URI uri, Call call, Secret bearer) {
        HttpRequest.Builder request = builder(uri).header("Authorization", "Bearer " + bearer.reveal());
        HttpCalls.Answer answer = checked(calls.send(request, call.title()), call);
        return object(answer, call).orElseThrow(() -> unreadable(call, answer.status()));
    }

    /** A document that may not be there: empty if the server says that it is not. */
    Optional<Json> find(URI uri, Call call) {
        HttpCalls.Answer answer = calls.send(builder(uri), call.title());
        if (NOT_THERE.contains(answer.status())) {
            return Optional.empty();
        }
        return Optional.of(object(checked(answer, call), call).orElseThrow(() -> unreadable(call, answer.status())));
    }

    ServiceException unreadable(Call call, int status) {
        return new ServiceException(
                service + "'s answer cannot be understood (" + call.title() + "): check the issuer or the endpoints.",
                status,
                null,
                null);
    }

    private HttpCalls.Answer send(HTTPRequest request, Call call) {
        HttpRequest.Builder builder =
                builder(request.getURI()).POST(BodyPublishers.ofString(String.valueOf(request.getBody())));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return checked(calls.send(builder, call.title()), call);
    }

    private static HttpRequest.Builder builder(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "application/json");
    }

    /** GitHub tells of errors with status 200: the content decides first. */
    private HttpCalls.Answer checked(HttpCalls.Answer answer, Call call) {
        Optional<LabAuthException> error = object(answer, call)
                .filter(json -> json.members().get("error") instanceof String)
                .map(json -> error(json, answer, call));
        if (error.isPresent()) {
            throw error.get();
        }
        if (answer.status() / 100 != 2) {
            throw byStatus(answer, call);
        }
        return answer;
    }

    private LabAuthException error(Json json, HttpCalls.Answer answer, Call call) {
        Object description = json.members().get("error_description");
        return new ErrorAnswer(
                        service,
                        answer.status(),
                        json.requiredString("error"),
                        description instanceof String words ? words : null,
                        answer.retryAfter().orElse(null),
                        call.credentialRefused())
                .exception();
    }

    private LabAuthException byStatus(HttpCalls.Answer answer, Call call) {
        String where = " (" + call.title() + ", status " + answer.status() + ")";
        if (answer.status() == 401 && call.carriesCredential()) {
            return new AuthenticationException(
                    call.unauthorized(),
                    service + " does not accept "
                            + (call == Call.USER_INFO
                                    ? "the access token" + where + ": sign in again."
                                    : "this application" + where + ": check its client id, secret or key."),
                    null);
        }
        if (answer.status() == 403) {
            return new AuthorizationException(service + " does not allow this" + where + ".", null);
        }
        return new ServiceException(
                service + " did not answer as it should" + where + ": try again later, or check the issuer or the"
                        + " endpoints.",
                answer.status(),
                null,
                answer.retryAfter().orElse(null));
    }

    private Optional<Json> object(HttpCalls.Answer answer, Call call) {
        return Json.read(
                new String(answer.body(), StandardCharsets.UTF_8), service + "'s answer (" + call.title() + ")");
    }
}

package io.labauth.testkit;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request to {@link FakeTiled}; the path is the one below the API's root, without a slash in front, or a page's, with it. */
record TiledRequest(String method, String path, Parameters query, String authorization, String body) {
    static final String ROOT = "/api/v1/";

    static TiledRequest of(Request request) {
        FakeRequest raw = FakeRequest.of(request);
        boolean isApi = raw.path().startsWith(ROOT);
        return new TiledRequest(
                raw.httpMethod(),
                isApi ? raw.path().substring(ROOT.length()) : raw.path(),
                Parameters.parse(raw.query()),
                Objects.requireNonNullElse(request.getHeader("Authorization"), ""),
                request.getBodyAsString());
    }

    /** The API key of the header or the query. */
    Optional<String> apiKey() {
        return sent("apikey").or(() -> query.find("api_key"));
    }

    Optional<String> accessToken() {
        return sent("bearer");
    }

    String scheme() {
        int space = authorization.indexOf(' ');
        return space < 0 ? authorization : authorization.substring(0, space);
    }

    Parameters form() {
        return Parameters.parse(body);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> json() {
        try {
            return Json.read(body, Map.class);
        } catch (JsonException e) {
            throw TiledFailure.of(422, "The body is no JSON object.");
        }
    }

    private Optional<String> sent(String scheme) {
        return scheme().toLowerCase(Locale.ROOT).equals(scheme)
                ? Optional.of(authorization.substring(scheme.length()).strip())
                : Optional.empty();
    }
}

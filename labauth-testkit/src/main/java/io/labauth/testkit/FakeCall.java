package io.labauth.testkit;

import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of an API that reads headers and JSON, as it came over the wire. */
final class FakeCall {
    private final Request request;
    private final String path;
    private final String query;

    FakeCall(Request request) {
        this.request = request;
        String url = request.getUrl();
        int question = url.indexOf('?');
        this.path = question < 0 ? url : url.substring(0, question);
        this.query = question < 0 ? "" : url.substring(question + 1);
    }

    String httpMethod() {
        return request.getMethod().getName();
    }

    /** The path as it stands in the request, undecoded. */
    String path() {
        return path;
    }

    /** The path's text, each escape decoded; a plus sign is itself. */
    String decodedPath() {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Map<String, String> query() {
        return Parameters.parse(query).withoutSecrets();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isEmpty());
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(request.getCookies().get(name))
                .filter(Cookie::isPresent)
                .map(Cookie::getValue);
    }

    String body() {
        return request.getBodyAsString();
    }

    /** What a repetition of this call has in common with it. */
    List<Object> identity() {
        return List.of(request.getUrl(), header("Authorization"), header("apikey"), body());
    }
}

package io.labauth.benchmarks.web;

import io.labauth.benchmarks.web.KeepAlive.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that signs in once: to the login, and straight back with a code, as if the service had asked nothing. */
final class Browser {
    /** How it gets a page. */
    interface Network {
        Answer get(String path, String cookies) throws IOException;
    }

    private final Network network;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(Network network) {
        this.network = network;
    }

    /** Whether the sign-in ended with a redirect into the application and a session. */
    boolean signIn(String loginPath) throws IOException {
        Answer begun = take(network.get(loginPath, header()));
        if (begun.status() / 100 != 3) {
            return false;
        }
        Answer finished = take(network.get(callback(location(begun)), header()));
        return finished.status() / 100 == 3
                && !location(finished).toString().contains("error")
                && cookies.keySet().stream().anyMatch(name -> name.contains("SESSION"));
    }

    private String callback(URI authorizationUri) {
        Map<String, String> query = query(authorizationUri.getRawQuery());
        String back = URI.create(query.getOrDefault("redirect_uri", "/")).getRawPath();
        return query.containsKey("state")
                ? back + "?code=c0de&state=" + query.get("state").replace("=", "%3D")
                : back + "?email=ada%40example.org&auth_code=c0de";
    }

    private Answer take(Answer answer) {
        for (String cookie : answer.headers("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return answer;
    }

    private String header() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static URI location(Answer answer) {
        return URI.create(answer.header("Location").orElseThrow());
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}

package io.labauth.sample;

import java.net.CookieHandler;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** A browser's cookies by host and name, sent as browsers do; the JDK's own jar writes those with {@code Max-Age} as of RFC 2965. */
final class CookieJar extends CookieHandler {
    private final Map<String, Map<String, String>> byHost = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
        String header = header(uri.getHost());
        return header.isEmpty() ? Map.of() : Map.of("Cookie", List.of(header));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) {
        responseHeaders.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Set-Cookie")) {
                values.forEach(value -> put(uri.getHost(), value));
            }
        });
    }

    void plant(String host, String name, String value) {
        of(host).put(name, value);
    }

    void forget(String host, String name) {
        of(host).remove(name);
    }

    /** The cookies of a host, live. */
    Map<String, String> of(String host) {
        return byHost.computeIfAbsent(host, key -> new ConcurrentSkipListMap<>());
    }

    /** The value of the next request's header. */
    String header(String host) {
        return of(host).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void put(String host, String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0")) {
            forget(host, name);
        } else {
            plant(host, name, pair.substring(name.length() + 1));
        }
    }
}

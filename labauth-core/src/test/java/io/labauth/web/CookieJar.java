package io.labauth.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of one browser. */
final class CookieJar {
    final Map<String, String> cookies = new LinkedHashMap<>();

    static CookieJar with(Map<String, String> cookies) {
        CookieJar jar = new CookieJar();
        jar.cookies.putAll(cookies);
        return jar;
    }

    <U> LoginStep<U> take(LoginStep<U> step) {
        for (String cookie : step.cookies()) {
            int equals = cookie.indexOf('=');
            String name = cookie.substring(0, equals);
            if (cookie.contains("; Max-Age=0;")) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie.substring(equals + 1, cookie.indexOf(';')));
            }
        }
        return step;
    }

    List<String> headers() {
        return cookies.isEmpty()
                ? List.of()
                : List.of(cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    /** Without the flow's own cookies. */
    long flows() {
        return cookies.keySet().stream().filter(name -> name.contains("-flow-")).count();
    }

    CookieJar copy() {
        return with(cookies);
    }
}

package io.labauth.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests as programs send them, without cookies unless they are given. */
final class KeyClient {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI home;

    KeyClient(int port) {
        this.home = URI.create("http://localhost:" + port + "/");
    }

    /** Headers are names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> withKey(String method, String path, String key) {
        return send(method, path, "", "Authorization", "Bearer " + key);
    }

    HttpResponse<String> json(String method, String path, String body, String key) {
        return send(method, path, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
    }

    /** As a page of the application sends it, with the token of its form. */
    HttpResponse<String> json(String method, String path, String body, Browser browser) {
        Matcher token = TOKEN.matcher(browser.get("/").body());
        if (!token.find()) {
            throw new AssertionError("No token on the page");
        }
        return send(
                method,
                path,
                body,
                "Cookie",
                browser.cookieHeader(),
                "X-CSRF-TOKEN",
                token.group(1),
                "Content-Type",
                "application/json");
    }
}

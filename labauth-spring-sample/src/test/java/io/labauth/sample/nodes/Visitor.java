package io.labauth.sample.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen that goes through the proxy, or past it to a node; it follows no redirect by itself. */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI home;
    private final Map<String, String> cookies = new TreeMap<>();

    Visitor(URI home) {
        this.home = home;
    }

    /** Begins a login and stops on the way to LabArchives. */
    URI begin() {
        return begin(home);
    }

    /** Begins it on the node whose first page this is. */
    URI begin(URI homeOfNode) {
        HttpResponse<String> answer = get(homeOfNode.resolve("/login"));
        if (answer.statusCode() != 303) {
            throw new AssertionError("The login was not begun: " + answer.statusCode() + "\n" + answer.body());
        }
        return location(answer);
    }

    HttpResponse<String> get(URI uri) {
        return keepCookies(send(request(uri).build()));
    }

    /** With the cookies there are, and whatever the answer sets is left aside: it may be one of several at once. */
    CompletableFuture<HttpResponse<String>> getAside(URI uri) {
        return CLIENT.sendAsync(request(uri).build(), BodyHandlers.ofString());
    }

    /** Signs out with the token that the page at this address has. */
    HttpResponse<String> signOut(URI homeOfNode) {
        String form = "_csrf=" + URLEncoder.encode(token(homeOfNode), StandardCharsets.UTF_8);
        return post(homeOfNode.resolve("/logout"), form);
    }

    /** Sends a form, which is encoded already. */
    HttpResponse<String> post(URI uri, String form) {
        return keepCookies(send(request(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build()));
    }

    /** As a script of the page at this address sends it. */
    HttpResponse<String> postJson(URI page, URI uri, String json) {
        return send(request(uri)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token(page))
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    boolean isSignedIn(URI homeOfNode, String fullName) {
        return get(homeOfNode).body().contains(fullName);
    }

    Visitor copy() {
        Visitor copy = new Visitor(home);
        copy.cookies.putAll(cookies);
        return copy;
    }

    static URI location(HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private String token(URI page) {
        HttpResponse<String> answer = get(page);
        Matcher token = CSRF.matcher(answer.body());
        if (!token.find()) {
            throw new AssertionError("The page has no form: " + answer.statusCode() + "\n" + answer.body());
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> keepCookies(HttpResponse<String> answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
            if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer from " + request.uri().getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}

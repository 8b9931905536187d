package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without a screen: cookies and forms; it follows a redirect only when told to. */
final class Browser {
    static final String MARA = "mara.lindqvist@example.org";
    static final String TOMAS = "tomas.okafor+beamline@example.org";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private static final String HOST = "localhost";
    private static final String SESSION = "labauth-sample";

    private final CookieJar cookies = new CookieJar();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI home;

    Browser(int port) {
        this.home = URI.create("http://localhost:" + port + "/");
    }

    HttpResponse<String> get(String path, String... headers) {
        return get(home.resolve(path), headers);
    }

    HttpResponse<String> get(URI uri, String... headers) {
        return send(request(uri, headers).build());
    }

    CompletableFuture<HttpResponse<String>> getAsync(URI uri) {
        return client.sendAsync(request(uri).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getAsync(String path, String... headers) {
        return client.sendAsync(request(home.resolve(path), headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, URI uri) {
        return send(request(uri).method(method, BodyPublishers.noBody()).build());
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return post(home.resolve(path), form);
    }

    HttpResponse<String> post(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(uri, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Opens the login and stops on the way to LabArchives. */
    URI beginLogin() {
        return beginLogin("/login");
    }

    URI beginLogin(String path) {
        HttpResponse<String> redirect = get(path);
        assertThat(redirect.statusCode()).isEqualTo(303);
        return location(redirect);
    }

    /** Signs in on the page of LabArchives and stops on the way back. */
    URI agree(URI authorizationUri, String email) {
        return decide(authorizationUri, Map.of("user", email, "decision", "sign-in"));
    }

    URI refuse(URI authorizationUri) {
        return decide(authorizationUri, Map.of("user", MARA, "decision", "refuse"));
    }

    HttpResponse<String> signIn(String email) {
        return get(agree(beginLogin(), email));
    }

    /** Signs out by the form of a page. */
    HttpResponse<String> signOut() {
        return signOut("/");
    }

    HttpResponse<String> signOut(String pageWithToken) {
        return post("/logout", hiddenFields(get(pageWithToken).body()));
    }

    boolean isSignedInAs(String fullName) {
        return get("/").body().contains("<h1>" + fullName + "</h1>");
    }

    /** The value of the next request's cookie header. */
    String cookieHeader() {
        return cookies.header(HOST);
    }

    List<String> flowCookies() {
        return cookies.of(HOST).keySet().stream()
                .filter(name -> name.startsWith("labauth-flow-"))
                .toList();
    }

    String sessionId() {
        return cookies.of(HOST).getOrDefault(SESSION, "");
    }

    void forgetSession() {
        cookies.forget(HOST, SESSION);
    }

    /** Has the session id of somebody else. */
    void plantSession(String sessionId) {
        plant(SESSION, sessionId);
    }

    void plant(String name, String value) {
        cookies.plant(HOST, name, value);
    }

    String cookie(String name) {
        return cookies.of(HOST).getOrDefault(name, "");
    }

    /** Has what somebody else's browser has, or what this one had before. */
    void plantAll(Map<String, String> others) {
        others.forEach(this::plant);
    }

    Map<String, String> allCookies() {
        return Map.copyOf(cookies.of(HOST));
    }

    static URI location(HttpResponse<?> response) {
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private URI decide(URI authorizationUri, Map<String, String> decision) {
        HttpResponse<String> page = get(authorizationUri);
        assertThat(page.statusCode()).isEqualTo(200);
        Map<String, String> form = hiddenFields(page.body());
        form.putAll(decision);
        return location(post(authorizationUri.resolve("/api_user_login"), form));
    }

    static Map<String, String> hiddenFields(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(html);
        while (hidden.find()) {
            fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        return fields;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

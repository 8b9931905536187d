package io.labauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the wire protocol, as somebody else would write it. */
record SignedClient(URI apiUrl, String accessKeyId, String accessPassword, Clock clock, String algorithm) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static SignedClient of(FakeLabArchives fake) {
        return new SignedClient(
                fake.apiUrl(), fake.accessKeyId(), fake.accessPassword(), Clock.systemUTC(), "HmacSHA512");
    }

    SignedClient at(Clock other) {
        return new SignedClient(apiUrl, accessKeyId, accessPassword, other, algorithm);
    }

    SignedClient as(String otherKeyId, String otherPassword) {
        return new SignedClient(apiUrl, otherKeyId, otherPassword, clock, algorithm);
    }

    SignedClient signingWith(String otherAlgorithm) {
        return new SignedClient(apiUrl, accessKeyId, accessPassword, clock, otherAlgorithm);
    }

    HttpResponse<String> exchange(String email, String code) throws IOException, InterruptedException {
        return get("users", "user_access_info", Map.of("login_or_email", email, "password", code));
    }

    HttpResponse<String> resume(String uid) throws IOException, InterruptedException {
        return get("users", "user_info_via_id", Map.of("uid", uid));
    }

    HttpResponse<String> get(String apiClass, String method, Map<String, String> parameters)
            throws IOException, InterruptedException {
        return raw(apiClass + "/" + method + "?" + signing(method) + prefixed(parameters));
    }

    HttpResponse<String> post(String apiClass, String method, Map<String, String> parameters)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(apiUrl + "/" + apiClass + "/" + method))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(signing(method) + prefixed(parameters)))
                .build();
        return send(request);
    }

    HttpResponse<String> raw(String pathAndQuery) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(apiUrl + "/" + pathAndQuery)).build());
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The three signed parameters, encoded. */
    String signing(String signed) {
        return signing(signed, String.valueOf(clock.millis()));
    }

    String signing(String signed, String expires) {
        return "akid=" + encode(accessKeyId) + "&expires=" + expires + "&sig=" + encode(signature(signed, expires));
    }

    String signature(String signed, String expires) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(accessPassword.getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal((accessKeyId + signed + expires).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    URI loginUrl(String redirectUri) {
        return URI.create(apiUrl.toString().replace("/api", "/api_user_login") + "?" + signing(redirectUri)
                + "&redirect_uri=" + encode(redirectUri));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    private static String prefixed(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining());
    }
}

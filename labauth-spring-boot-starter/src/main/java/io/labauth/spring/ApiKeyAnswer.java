package io.labauth.spring;

import io.labauth.apikeys.KeyRejection;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Answers to requests with keys: RFC 6750 in the headers, RFC 9457 in the body, nothing of the request in either. */
final class ApiKeyAnswer {
    static final String PROBLEM = "application/problem+json";

    private ApiKeyAnswer() {}

    static void rejected(KeyRejection rejection, String realm, HttpServletResponse response) throws IOException {
        rejection.challenge(realm).ifPresent(value -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, value));
        rejection
                .retryAfter()
                .ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
        send(rejection.status(), rejection.description(), response);
    }

    /** The detail is ours, in ASCII without quotes. */
    static void send(int status, String detail, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(PROBLEM);
        response.getOutputStream()
                .write("{\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(status, detail)
                        .getBytes(StandardCharsets.UTF_8));
    }
}

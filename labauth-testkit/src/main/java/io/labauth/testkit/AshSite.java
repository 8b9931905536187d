package io.labauth.testkit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out the calls of an Ash server: public paths, internal paths, keys, and the few calls around them. Thread-safe. */
final class AshSite implements FakeServer.Service {
    private static final String KEYS = "/api/api-keys";

    private final AshKeys keys;
    private final AshRateLimit rateLimit;
    private boolean metricsArePublic = false;
    private boolean acceptsAllWithoutKeys = false;

    AshSite(Clock clock, @Nullable String keyFromEnvironment) {
        keys = new AshKeys(clock, keyFromEnvironment);
        rateLimit = new AshRateLimit(clock);
    }

    /** What tests change; to be used while holding this object's lock. */
    AshKeys keys() {
        return keys;
    }

    synchronized void metricsArePublic(boolean value) {
        metricsArePublic = value;
    }

    synchronized void acceptAllWithoutKeys(boolean value) {
        acceptsAllWithoutKeys = value;
    }

    synchronized void rateLimit(int requests) {
        rateLimit.limit(requests);
    }

    @Override
    public synchronized FakeServer.Outcome carryOut(FakeCall call) {
        Answer answer = rateLimit.admit()
                ? refusal(call).orElseGet(() -> answer(call))
                : error(429, "Rate limit exceeded, retry in 15 minutes");
        return new FakeServer.Outcome("api", name(call), rateLimit.tell(answer));
    }

    private Optional<Answer> refusal(FakeCall call) {
        Optional<String> header = call.header("Authorization");
        if (isOpen(call.path()) || (header.isEmpty() && acceptsAllWithoutKeys && !keys.areConfigured())) {
            return Optional.empty();
        }
        if (header.isEmpty()) {
            return Optional.of(unauthorized("Missing Authorization header"));
        }
        String[] parts = header.get().split(" ", -1);
        if (parts.length != 2 || !parts[0].equals("Bearer")) {
            return Optional.of(unauthorized("Invalid Authorization header format"));
        }
        return keys.include(parts[1]) ? Optional.empty() : Optional.of(unauthorized("Invalid API key"));
    }

    private boolean isOpen(String path) {
        return path.equals("/health")
                || path.startsWith("/docs")
                || path.startsWith("/api/internal/")
                || (path.equals("/metrics") && metricsArePublic);
    }

    private Answer answer(FakeCall call) {
        if (call.header("Content-Type").isPresent() && call.body().isEmpty()) {
            return error(400, "Body cannot be empty when content-type is set to 'application/json'");
        }
        return switch (name(call)) {
            case "listAgents" -> ok(200, JsonText.object("agents", List.of()));
            case "listKeys" -> ok(200, JsonText.object("keys", keys.list()));
            case "createKey" -> ok(201, keys.create(label(call)));
            case "revokeKey" ->
                keys.revoke(call.decodedPath().substring(KEYS.length() + 1))
                        ? Answer.of(204, Map.of(), "")
                        : error(404, "API key not found");
            case "other" ->
                isOpen(call.path()) || call.path().equals("/metrics")
                        ? ok(200, JsonText.object("status", "ok"))
                        : error(404, "Not Found");
            default -> throw new AssertionError(name(call));
        };
    }

    private static String name(FakeCall call) {
        if (call.httpMethod().equals("DELETE") && call.path().startsWith(KEYS + "/")) {
            return "revokeKey";
        }
        return switch (call.httpMethod() + " " + call.path()) {
            case "GET /api/agents" -> "listAgents";
            case "GET " + KEYS -> "listKeys";
            case "POST " + KEYS -> "createKey";
            default -> "other";
        };
    }

    private static String label(FakeCall call) {
        return JsonText.read(call.body())
                .map(body -> body.get("label"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("");
    }

    private static Answer ok(int status, Map<String, @Nullable Object> body) {
        return Answer.json(status, JsonText.write(body));
    }

    private static Answer unauthorized(String message) {
        return error(401, message);
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, "{\"error\":\"" + message + "\",\"statusCode\":" + status + "}");
    }
}

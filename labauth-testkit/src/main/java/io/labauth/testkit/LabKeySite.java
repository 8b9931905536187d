package io.labauth.testkit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out the calls of a LabKey server: who calls, may they, what follows, which cookies. Thread-safe. */
final class LabKeySite implements FakeServer.Service {
    private static final int LONGEST_DESCRIPTION = 256;

    private final String contextPath;
    private final Set<String> folders = new HashSet<>(Set.of("", "/home", "/Shared"));
    private final LabKeySessions sessions;
    private final LabKeyKeys keys;
    private final LabKeyRows rows;
    private final LabKeyGate gate;
    private boolean apiKeys = true;
    private boolean sessionKeys = true;

    LabKeySite(String contextPath, Clock clock) {
        this.contextPath = contextPath;
        this.sessions = new LabKeySessions(clock);
        this.keys = new LabKeyKeys(clock);
        this.rows = new LabKeyRows(keys);
        this.gate = new LabKeyGate(clock, sessions, keys);
    }

    /** What tests change; to be used while holding this object's lock. */
    LabKeySessions sessions() {
        return sessions;
    }

    LabKeyKeys keys() {
        return keys;
    }

    LabKeyThrottle throttle() {
        return gate.throttle();
    }

    synchronized void addFolder(String path) {
        folders.add(path);
    }

    synchronized void allow(boolean api, boolean session) {
        apiKeys = api;
        sessionKeys = session;
    }

    @Override
    public synchronized FakeServer.Outcome carryOut(FakeCall call) {
        LabKeyUrl url = LabKeyUrl.of(contextPath, call.decodedPath());
        return new FakeServer.Outcome(url.controller(), url.action(), answer(url, call));
    }

    private Answer answer(LabKeyUrl url, FakeCall call) {
        String token = gate.csrfToken(call);
        try {
            LabKeyVisitor visitor = gate.visitor(call);
            gate.checkCsrf(call, visitor);
            Answer answer = Answer.json(200, JsonText.write(result(url, call, visitor, token)));
            return withCookies(answer, call, token, visitor);
        } catch (LabKeyFailure failure) {
            return withCookies(failure.answer(), call, token, LabKeyVisitor.guest());
        }
    }

    private Map<String, @Nullable Object> result(LabKeyUrl url, FakeCall call, LabKeyVisitor visitor, String token) {
        if (!folders.contains(url.folder())) {
            throw LabKeyFailure.notFound("No such folder or workbook.");
        }
        return switch (url.name()) {
            case "login-whoami" -> whoAmI(visitor, token);
            case "security-ensureLogin" -> {
                requireUser(visitor);
                yield JsonText.object(
                        "currentUser", JsonText.object("id", visitor.user().id()));
            }
            case "login-logout" -> {
                Optional.ofNullable(visitor.session()).ifPresent(sessions::end);
                yield JsonText.object("success", true);
            }
            case "security-createApiKey" -> create(posted(call), requireUser(visitor));
            case "query-selectRows" -> rows.select(requireUser(visitor), posted(call));
            case "query-deleteRows" -> rows.delete(requireUser(visitor), posted(call));
            default -> throw LabKeyFailure.notFound("No such action.");
        };
    }

    private static Map<String, @Nullable Object> whoAmI(LabKeyVisitor visitor, String token) {
        return JsonText.object(
                "id", visitor.user().id(),
                "displayName", visitor.user().displayName(),
                "email", visitor.user().email(),
                "impersonated", false,
                "CSRF", token);
    }

    private Map<String, @Nullable Object> create(Map<?, ?> request, LabKeyVisitor visitor) {
        String description = request.get("description") instanceof String text ? text : "";
        if (description.length() > LONGEST_DESCRIPTION) {
            throw LabKeyFailure.badRequest("The description is too long.");
        }
        if ("apikey".equals(request.get("type")) && apiKeys) {
            return JsonText.object("apikey", keys.issue(visitor.user(), description));
        }
        if ("session".equals(request.get("type")) && sessionKeys) {
            return JsonText.object("apikey", sessions.issueKey(String.valueOf(visitor.session())));
        }
        throw LabKeyFailure.notFound("Creation of API keys is not enabled, or no such type.");
    }

    private static LabKeyVisitor requireUser(LabKeyVisitor visitor) {
        if (visitor.isGuest()) {
            throw LabKeyFailure.unauthorized("You must sign in to do this.");
        }
        return visitor;
    }

    private static Map<?, ?> posted(FakeCall call) {
        if (!call.httpMethod().equals("POST")) {
            throw LabKeyFailure.wrongMethod();
        }
        return JsonText.read(call.body()).orElseThrow(() -> LabKeyFailure.badRequest("The body is not a JSON object."));
    }

    private Answer withCookies(Answer answer, FakeCall call, String token, LabKeyVisitor visitor) {
        String path = "; Path=" + (contextPath.isEmpty() ? "/" : contextPath);
        List<String> cookies = new ArrayList<>();
        if (!gate.hasCsrfCookie(call)) {
            cookies.add(LabKeyGate.CSRF + "=" + token + path);
        }
        if (visitor.isNewSession()) {
            cookies.add(LabKeyGate.SESSION + "=" + visitor.session() + path + "; HttpOnly");
        }
        return cookies.isEmpty() ? answer : answer.with("Set-Cookie", cookies);
    }
}

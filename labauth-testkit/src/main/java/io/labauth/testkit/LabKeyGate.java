package io.labauth.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who is calling, as LabKey does: a session first, then a key; and checks that no other site's page makes the call. */
final class LabKeyGate {
    static final String SESSION = "JSESSIONID";
    static final String CSRF = "X-LABKEY-CSRF";
    private static final Pattern BASIC = Pattern.compile("Basic ([A-Za-z0-9+/=]+)");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    private final LabKeySessions sessions;
    private final LabKeyKeys keys;
    private final LabKeyThrottle throttle;

    LabKeyGate(Clock clock, LabKeySessions sessions, LabKeyKeys keys) {
        this.sessions = sessions;
        this.keys = keys;
        this.throttle = new LabKeyThrottle(clock);
    }

    LabKeyThrottle throttle() {
        return throttle;
    }

    LabKeyVisitor visitor(FakeCall call) {
        Optional<String> session = call.cookie(SESSION);
        Optional<FakeLabKeyUser> known = session.flatMap(sessions::user);
        if (known.isPresent()) {
            return new LabKeyVisitor(known.get(), session.get(), false);
        }
        return key(call).map(this::owner).orElseGet(LabKeyVisitor::guest);
    }

    /** The token of the call's cookie, or a new one where there is none of the right form. */
    String csrfToken(FakeCall call) {
        return csrfCookie(call).orElseGet(() -> RandomText.hex(32));
    }

    boolean hasCsrfCookie(FakeCall call) {
        return csrfCookie(call).isPresent();
    }

    void checkCsrf(FakeCall call, LabKeyVisitor visitor) {
        Optional<String> given =
                call.header(CSRF).or(() -> Optional.ofNullable(call.query().get(CSRF)));
        if (!call.httpMethod().equals("GET") && (given.isEmpty() || !given.equals(csrfCookie(call)))) {
            throw LabKeyFailure.forbidden(visitor, "This request has an invalid security context.");
        }
    }

    private LabKeyVisitor owner(String key) {
        if (throttle.isClosed()) {
            throw LabKeyFailure.unauthorized("Too many failed attempts to sign in. Try again in a minute.");
        }
        Optional<String> session = sessions.sessionOf(key);
        Optional<FakeLabKeyUser> user = session.flatMap(sessions::user).or(() -> keys.use(key));
        if (user.isEmpty()) {
            throttle.failed();
            throw LabKeyFailure.unauthorized("The API key is not valid.");
        }
        return new LabKeyVisitor(user.get(), session.orElseGet(() -> sessions.begin(user.get())), session.isEmpty());
    }

    private static Optional<String> key(FakeCall call) {
        Optional<String> authorization = call.header("Authorization");
        return authorization.isPresent() ? Optional.of(passwordIn(authorization.get())) : call.header("apikey");
    }

    private static String passwordIn(String authorization) {
        Matcher basic = BASIC.matcher(authorization);
        String pair =
                basic.matches() ? new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8) : "";
        // This fake has no passwords: whoever comes with another user name is refused as with a wrong key.
        return pair.startsWith("apikey:") ? pair.substring("apikey:".length()) : "";
    }

    private static Optional<String> csrfCookie(FakeCall call) {
        return call.cookie(CSRF).filter(token -> TOKEN.matcher(token).matches());
    }
}

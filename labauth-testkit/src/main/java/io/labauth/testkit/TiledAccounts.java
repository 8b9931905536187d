package io.labauth.testkit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people, keys, sessions and pending sign-ins of a {@link FakeTiled}. Thread-safe. */
final class TiledAccounts {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration SESSION = Duration.ofDays(7);

    private final Clock clock;
    private final TiledBehaviour behaviour;
    private final Map<String, TiledPerson> people = new LinkedHashMap<>();
    private final Map<String, TiledKey> keys = new LinkedHashMap<>();
    private final Map<String, Token> accessTokens = new HashMap<>();
    private final Map<String, Token> refreshTokens = new HashMap<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    /** What the external provider gave out; nobody where the person refused there. */
    private final Map<String, Optional<TiledPerson>> providerCodes = new HashMap<>();

    private record Token(TiledPerson person, Instant expires) {}

    /** A sign-in that waits for its person; decided when there is one, or when it was refused. */
    private record Pending(String userCode, @Nullable TiledPerson person, boolean refused) {}

    TiledAccounts(Clock clock, TiledBehaviour behaviour) {
        this.clock = clock;
        this.behaviour = behaviour;
    }

    synchronized void add(TiledPerson person) {
        people.put(person.name(), person);
    }

    synchronized TiledPerson person(String name) {
        return Optional.ofNullable(people.get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("This fake knows nobody of that name; add them first."));
    }

    synchronized Optional<TiledPerson> person(UUID uuid) {
        return people.values().stream()
                .filter(person -> person.uuid().equals(uuid))
                .findFirst();
    }

    /** Those who sign in with the external provider. */
    synchronized List<TiledPerson> withoutPassword() {
        return people.values().stream()
                .filter(person -> person.password().isEmpty())
                .toList();
    }

    synchronized String issueProviderCode(@Nullable TiledPerson person) {
        String code = random(8);
        providerCodes.put(code, Optional.ofNullable(person));
        return code;
    }

    /** Once for each code. */
    synchronized Optional<TiledPerson> redeemProviderCode(String code) {
        Optional<TiledPerson> person = providerCodes.remove(code);
        return person == null ? Optional.empty() : person;
    }

    synchronized Optional<TiledPerson> byPassword(String name, String password) {
        return Optional.ofNullable(people.get(name))
                .filter(person -> !password.isEmpty() && person.password().equals(password));
    }

    synchronized TiledKey issue(
            TiledPerson owner, List<String> scopes, @Nullable Duration expiresIn, @Nullable String note) {
        Instant expires = expiresIn == null ? null : clock.instant().plus(expiresIn);
        TiledKey key = new TiledKey(random(36), owner, scopes, expires, note);
        keys.put(key.secret(), key);
        return key;
    }

    /** An expired key is forgotten when it is asked for. */
    synchronized Optional<TiledKey> key(String secret) {
        keys.computeIfPresent(secret, (same, key) -> key.isGood(clock.instant()) ? key : null);
        return Optional.ofNullable(keys.get(secret));
    }

    synchronized List<TiledKey> keysOf(TiledPerson owner) {
        return keys.values().stream().filter(key -> key.owner().equals(owner)).toList();
    }

    synchronized boolean revoke(TiledPerson owner, String firstEight) {
        return keys.values()
                .removeIf(key -> key.owner().equals(owner) && key.firstEight().equals(firstEight));
    }

    /** Access and refresh token of a person, in the order of the wire. */
    synchronized List<String> signIn(TiledPerson person) {
        String access = "access-" + random(16);
        String refresh = "refresh-" + random(16);
        accessTokens.put(access, new Token(person, clock.instant().plus(behaviour.accessTokenLifetime())));
        refreshTokens.put(refresh, new Token(person, clock.instant().plus(SESSION)));
        return List.of(access, refresh);
    }

    synchronized Optional<TiledPerson> byAccessToken(String token) {
        return good(accessTokens.get(token));
    }

    synchronized Optional<TiledPerson> byRefreshToken(String token) {
        return good(refreshTokens.get(token));
    }

    synchronized boolean endSession(String refreshToken) {
        return refreshTokens.remove(refreshToken) != null;
    }

    synchronized void endSessions() {
        refreshTokens.clear();
    }

    /** Device code and user code of a sign-in that has begun. */
    synchronized List<String> begin() {
        String deviceCode = random(32);
        String userCode = random(2).toUpperCase(Locale.ROOT) + "-" + random(2).toUpperCase(Locale.ROOT);
        pending.put(deviceCode, new Pending(userCode, null, false));
        return List.of(deviceCode, userCode);
    }

    /** The user code as it was shown, of one that was typed with or without its hyphen, large or small. */
    synchronized Optional<String> waiting(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT).replace("-", "").strip();
        return pending.values().stream()
                .filter(each -> each.person() == null && !each.refused())
                .map(Pending::userCode)
                .filter(userCode -> userCode.replace("-", "").equals(letters))
                .findFirst();
    }

    synchronized void decide(String userCode, @Nullable TiledPerson person) {
        List<String> waiting = new ArrayList<>(pending.keySet());
        waiting.removeIf(code -> !userCode.equals(userCode(code)));
        if (waiting.isEmpty()) {
            throw new IllegalArgumentException("No sign-in waits for that code.");
        }
        pending.put(waiting.get(0), new Pending(userCode, person, person == null));
    }

    /** The person of a device code, once; throws until there is one. */
    synchronized TiledPerson finish(String deviceCode) {
        Pending waiting = pending.get(deviceCode);
        if (waiting == null) {
            throw TiledFailure.of(404, "No such device_code. The pending request may have expired.");
        }
        if (waiting.refused()) {
            throw TiledFailure.of(401, "Authentication failure");
        }
        if (waiting.person() == null) {
            throw TiledFailure.of(400, Map.of("error", "authorization_pending"));
        }
        pending.remove(deviceCode);
        return waiting.person();
    }

    synchronized void forgetPending() {
        pending.clear();
    }

    private @Nullable String userCode(String deviceCode) {
        Pending waiting = pending.get(deviceCode);
        return waiting == null ? null : waiting.userCode();
    }

    private Optional<TiledPerson> good(@Nullable Token token) {
        return Optional.ofNullable(token)
                .filter(found -> clock.instant().isBefore(found.expires()))
                .map(Token::person);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

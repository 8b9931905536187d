package io.labauth.tiled;

import io.labauth.http.JsonText;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new API key shall be; for {@link TiledApiKeys#create}.
 *
 * <p>Immutable: every method gives a changed copy. What the server would not take is refused here, before anything is sent.
 */
public final class TiledApiKeyRequest {
    private static final int LONGEST_NOTE = 255;
    /** The server adds it to the time of day, as whole days; more than this many seconds it cannot. */
    private static final Duration LONGEST = Duration.ofDays(365 * 1000);

    private static final Set<String> SCOPES = Set.of(
            "inherit",
            "read:metadata",
            "read:data",
            "write:metadata",
            "write:data",
            "delete:revision",
            "delete:node",
            "create:node",
            "register",
            "metrics",
            "create:apikeys",
            "revoke:apikeys",
            "admin:apikeys",
            "read:principals",
            "write:principals",
            "read:webhooks",
            "write:webhooks");

    private final @Nullable Duration expiresIn;
    private final @Nullable List<String> scopes;
    private final @Nullable String note;

    private TiledApiKeyRequest(@Nullable Duration expiresIn, @Nullable List<String> scopes, @Nullable String note) {
        this.expiresIn = expiresIn;
        this.scopes = scopes;
        this.note = note;
    }

    /**
     * A key that never expires and may do whatever its owner may; narrow it with the other methods.
     *
     * @return the request
     */
    public static TiledApiKeyRequest unlimited() {
        return new TiledApiKeyRequest(null, null, null);
    }

    /**
     * Lets the key expire.
     *
     * @param time from now on: at least a second, at most a thousand years; fractions of a second are cut off
     * @return a changed copy
     * @throws IllegalArgumentException if the time is not in these limits
     */
    public TiledApiKeyRequest expiresIn(Duration time) {
        if (time.toSeconds() <= 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A key's time must be more than zero, and at most a thousand years; leave it out for no end.");
        }
        return new TiledApiKeyRequest(time, scopes, note);
    }

    /**
     * Lets the key expire, in the words of Tiled's command line.
     *
     * @param time seconds, or for instance {@code 10m} or {@code 3y 3d 1h}: years of 365 days, days, hours, minutes, seconds
     * @return a changed copy
     * @throws IllegalArgumentException if the text is not of this form, or the time not in the limits of {@link #expiresIn(Duration)}
     */
    public TiledApiKeyRequest expiresIn(String time) {
        return expiresIn(Durations.parse(time));
    }

    /**
     * Narrows what the key may do.
     *
     * @param names Tiled's names of scopes, for instance {@code read:metadata}; {@code inherit} is all that its owner may
     * @return a changed copy
     * @throws IllegalArgumentException if there is none, or Tiled has no scope of a name
     */
    public TiledApiKeyRequest scopes(String... names) {
        List<String> wanted = List.of(names);
        if (wanted.isEmpty() || !SCOPES.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "Tiled's scopes are " + String.join(", ", new TreeSet<>(SCOPES)) + ": name at least one of them.");
        }
        return new TiledApiKeyRequest(expiresIn, wanted, note);
    }

    /**
     * Says what the key is for, so that a person recognises it in the list.
     *
     * @param text at most 255 characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is longer
     */
    public TiledApiKeyRequest note(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_NOTE) {
            throw new IllegalArgumentException("A key's note has at most " + LONGEST_NOTE + " characters.");
        }
        return new TiledApiKeyRequest(expiresIn, scopes, text);
    }

    /** The server wants the first two there even where they say nothing. */
    BodyPublisher body() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("expires_in", expiresIn == null ? null : expiresIn.toSeconds());
        members.put("scopes", scopes);
        if (note != null) {
            members.put("note", note);
        }
        return JsonText.body(members);
    }
}

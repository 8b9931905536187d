package io.labauth.ash;

import io.labauth.Secret;
import io.labauth.ash.AshVerdict.Access;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests to one's own server in the way of Ash, so that Ash's clients find there what they know.
 *
 * <p>In the documented order: a public path ({@code /health}, {@code /docs} and what is below it, {@code /metrics}) passes; a path below
 * {@code /api/internal/} is left to the server's own checks where {@link #withInternalPaths} says that there are some; {@code Authorization: Bearer KEY}, in exactly this case and with one space,
 * passes with a valid key; without a configured key everything passes, but only from {@link #forDevelopment}; all else is refused with one
 * of three bodies.
 *
 * <p>A path that is not written plainly (escapes, empty or dot segments, parameters) is neither public nor internal, whatever a framework
 * makes of it later. A presented key is compared with each configured one in a time that tells nothing about them.
 *
 * <p>Immutable and safe for use by many threads; knows no framework.
 */
public final class AshGuard {
    private static final Logger LOG = System.getLogger(AshGuard.class.getName());
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]+");
    private static final Pattern EMPTY_OR_DOT_SEGMENT = Pattern.compile("//|/\\.{1,2}(/|$)");
    private static final Pattern BEARER = Pattern.compile("Bearer ([^ ]+)");

    private final List<byte[]> digests;
    private final boolean open;
    private final boolean metricsArePublic;
    private final boolean internalPaths;

    private AshGuard(List<byte[]> digests, boolean open, boolean metricsArePublic, boolean internalPaths) {
        this.digests = digests;
        this.open = open;
        this.metricsArePublic = metricsArePublic;
        this.internalPaths = internalPaths;
    }

    /**
     * A guard that lets these keys in.
     *
     * @param keys the keys, at least one
     * @return the guard
     * @throws IllegalArgumentException if there is no key: a forgotten setting must not open the server
     */
    public static AshGuard of(Collection<Secret> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The guard needs a key, for instance that of " + AshEnvironment.API_KEY
                    + "; forDevelopment does without.");
        }
        return new AshGuard(digests(keys), false, true, false);
    }

    /**
     * The same guard where a key is configured; one that lets everything pass where none is, and says so in the log.
     *
     * @param keys the keys, perhaps none
     * @return the guard
     */
    public static AshGuard forDevelopment(Collection<Secret> keys) {
        if (keys.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "No key is configured, and this server is in development mode: it accepts every request. Set "
                            + AshEnvironment.API_KEY + " before others can reach it.");
        }
        return new AshGuard(digests(keys), keys.isEmpty(), true, false);
    }

    /**
     * The same guard that wants a key for {@code /metrics}, as the current Ash server does, against its documentation.
     *
     * @return a guard
     */
    public AshGuard withKeyForMetrics() {
        return new AshGuard(digests, open, false, internalPaths);
    }

    /**
     * The same guard that lets paths below {@code /api/internal/} pass as {@link Access#INTERNAL}, with a key or without: for a server
     * that checks its runners there by other means. Without this they want a key as any other path.
     *
     * @return a guard
     */
    public AshGuard withInternalPaths() {
        return new AshGuard(digests, open, metricsArePublic, true);
    }

    /**
     * Decides about a request.
     *
     * @param path the path as it stands in the request: not decoded, not normalised, without the query
     * @param authorization the header {@code Authorization}; null if the request has none
     * @return whether it may pass, and the answer if not
     */
    public AshVerdict check(String path, @Nullable String authorization) {
        if (isPublic(path)) {
            return AshVerdict.allowed(Access.PUBLIC);
        }
        if (internalPaths && path.startsWith("/api/internal/") && isPlain(path)) {
            return AshVerdict.allowed(Access.INTERNAL);
        }
        if (open) {
            return AshVerdict.allowed(Access.DEVELOPMENT);
        }
        return checkKey(authorization);
    }

    private AshVerdict checkKey(@Nullable String authorization) {
        if (authorization == null || authorization.isEmpty()) {
            return AshVerdict.refused(AshRefusal.MISSING_HEADER);
        }
        if (!BEARER.matcher(authorization).matches()) {
            return AshVerdict.refused(AshRefusal.INVALID_FORMAT);
        }
        return isKey(authorization.substring("Bearer ".length()))
                ? AshVerdict.allowed(Access.KEY)
                : AshVerdict.refused(AshRefusal.INVALID_KEY);
    }

    private boolean isPublic(String path) {
        return switch (path) {
            case "/health", "/docs" -> true;
            case "/metrics" -> metricsArePublic;
            default -> path.startsWith("/docs/") && isPlain(path);
        };
    }

    private static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches()
                && !EMPTY_OR_DOT_SEGMENT.matcher(path).find();
    }

    /** All of them, whether or not one fits, and by digests, which have one length. */
    private boolean isKey(String presented) {
        byte[] digest = digest(presented);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private static List<byte[]> digests(Collection<Secret> keys) {
        return List.of(keys.stream().map(Secret::reveal).map(AshGuard::digest).toArray(byte[][]::new));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}

package io.labauth.web;

import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.net.URI;
import java.util.regex.Pattern;

/** Where callbacks arrive, and what in them tells which login they answer: a last segment of the path, or {@code state}. */
final class CallbackAddress {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{22,128}");

    private final URI uri;
    private final String path;

    /**
     * A callback that came to an address of ours.
     *
     * @param callbackUri the URI to which it came
     * @param binding what tells the login
     * @param inPath whether the path told it
     */
    record Arrival(URI callbackUri, String binding, boolean inPath) {
        @Override
        public String toString() {
            return "Arrival[]";
        }
    }

    CallbackAddress(URI baseUrl, String callbackPath) {
        this.uri = URI.create(baseUrl + callbackPath);
        this.path = uri.getRawPath();
    }

    URI uri() {
        return uri;
    }

    boolean isInPath(PendingLogin pending) {
        return !pending.callbackUri().equals(uri);
    }

    String binding(PendingLogin pending) {
        if (!isInPath(pending)) {
            return pending.secret(PendingLogin.STATE)
                    .map(Secret::reveal)
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "The provider ties its callbacks to the login neither"
                                            + " by a state nor by the callback's path: anybody's callback would sign this browser in."));
        }
        String text = pending.callbackUri().toString();
        String segment =
                text.startsWith(uri + "/") ? text.substring(uri.toString().length() + 1) : "";
        if (!SEGMENT.matcher(segment).matches()) {
            throw new IllegalStateException("The provider changed the callback URI in another way than by one"
                    + " unguessable segment behind its path.");
        }
        return segment;
    }

    Arrival arrival(String rawPath, Callback callback) {
        if (rawPath.equals(path)) {
            return callback.parameter(PendingLogin.STATE)
                    .map(state -> new Arrival(uri, state, false))
                    .orElseThrow(() -> new RefusedFlow(Refusal.MALFORMED));
        }
        String segment = rawPath.startsWith(path + "/") ? rawPath.substring(path.length() + 1) : "";
        if (!SEGMENT.matcher(segment).matches()) {
            throw new RefusedFlow(Refusal.MALFORMED);
        }
        return new Arrival(URI.create(uri + "/" + segment), segment, true);
    }
}

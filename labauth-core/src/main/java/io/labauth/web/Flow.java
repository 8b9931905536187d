package io.labauth.web;

import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A login as it travels in the browser's cookie.
 *
 * @param id the digest of what the callback must carry: the path's last segment, or {@code state}
 * @param slot which of the browser's cookies holds it
 * @param inPath whether it is the path that carries it
 * @param finished whether it has signed its person in: what is left is where to go
 * @param provider the {@link WebLogin}'s name
 * @param registration the digest of the provider's registration
 * @param startedAt to the millisecond: of tabs that a browser opens at once, the oldest makes room
 * @param returnTo the page that the person wanted
 * @param secrets the pending login's
 */
record Flow(
        String id,
        int slot,
        boolean inPath,
        boolean finished,
        String provider,
        String registration,
        Instant startedAt,
        String returnTo,
        Map<String, Secret> secrets) {

    Flow toFinished() {
        return new Flow(id, slot, inPath, true, provider, registration, startedAt, returnTo, Map.of());
    }

    PendingLogin pending(URI callbackUri) {
        return PendingLogin.restore(callbackUri, startedAt, secrets);
    }

    @Override
    public String toString() {
        return "Flow[slot=" + slot + "]";
    }
}

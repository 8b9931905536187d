package io.labauth.tiled;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Credential;
import io.labauth.ServiceOrigin;
import io.labauth.http.JsonValue;
import io.labauth.keys.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A Tiled server that has answered.
 *
 * @param api its API's address
 * @param discovery what it says about signing in
 * @param calls sends requests to it
 * @param plainHttp whether secrets may go there by plain http
 * @param clock by which tokens end
 * @param tokenFile where tokens are saved; empty to keep them in memory
 */
record Server(
        URI api, Discovery discovery, TiledCalls calls, boolean plainHttp, Clock clock, Optional<Path> tokenFile) {
    private static final String DISCOVER = "discovery";
    private static final String WHO_AM_I = "who am I";

    static Server discovered(URI api, TiledCalls calls, boolean plainHttp, Clock clock, Optional<Path> tokenFile) {
        var root = calls.json(calls.get(KeyAccess.NONE, URI.create(api + "/"), DISCOVER), KeyAccess.NONE, DISCOVER);
        return new Server(api, Discovery.of(root, api), calls, plainHttp, clock, tokenFile);
    }

    /** Who is behind a credential. */
    TiledPrincipal whoAmI(Access access) {
        JsonValue json = calls.eachKey(access, discovery.link(Discovery.WHO_AM_I), WHO_AM_I, key -> {});
        if (json.isNull()) {
            throw notSignedIn();
        }
        return TiledPrincipal.of(json);
    }

    static AuthenticationException notSignedIn() {
        return new AuthenticationException(
                Reason.NOT_SIGNED_IN, "Tiled does not know who is asking: connect with an API key, or sign in.", null);
    }

    TokenStore tokenStore() {
        return new TokenStore(tokenFile.map(PrivateFile::new).orElse(null), api.toString());
    }

    /** The credential as this server's settings let it go. */
    Credential bound(Credential credential) {
        return plainHttp ? credential.evenOverPlainHttp() : credential;
    }

    /** An address of this server that a password or a code may be sent to. */
    URI own(URI address) {
        ServiceOrigin origin = ServiceOrigin.of(api);
        if (!origin.includes(address)) {
            throw new IllegalStateException("This provider signs in at another address than " + origin
                    + ", where no password or code is sent.");
        }
        if (!plainHttp && !origin.isProtected()) {
            throw new IllegalStateException("Secrets would go to " + origin
                    + " over plain http, where everybody on the way can read them: use https, or evenOverPlainHttp() in"
                    + " a closed network.");
        }
        return address;
    }
}

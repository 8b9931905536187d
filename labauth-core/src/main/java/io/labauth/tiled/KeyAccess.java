package io.labauth.tiled;

import io.labauth.AuthenticationException.Reason;
import io.labauth.Credential;
import io.labauth.KeyOrigin;
import java.util.Optional;

/**
 * By an API key, or by none.
 *
 * @param credential the key; empty for nobody in particular
 */
record KeyAccess(Optional<Credential> credential) implements Access {
    static final KeyAccess NONE = new KeyAccess(Optional.empty());

    @Override
    public Optional<KeyOrigin> origin() {
        return credential.map(Credential::origin);
    }

    @Override
    public Reason refused() {
        return credential.isPresent() ? Reason.KEY_UNKNOWN : Reason.NOT_SIGNED_IN;
    }
}

package io.labauth.spring;

import io.labauth.apikeys.KeyRejection;
import org.springframework.security.core.AuthenticationException;

/** A key that was shown does not count. Nothing of the key is in it. */
public final class ApiKeyRejectedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    private final KeyRejection rejection;

    ApiKeyRejectedException(KeyRejection rejection) {
        super(rejection.description());
        this.rejection = rejection;
    }

    /**
     * Why not.
     *
     * @return the reason, with the answer that it gets
     */
    public KeyRejection rejection() {
        return rejection;
    }
}

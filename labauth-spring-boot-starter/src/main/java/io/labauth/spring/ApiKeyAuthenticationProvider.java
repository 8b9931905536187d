package io.labauth.spring;

import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.KeyRejection;
import io.labauth.apikeys.Verification;
import io.labauth.apikeys.VerifiedKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/** Verifies the key of a request; gives null for a request without one, which may be signed in another way. */
final class ApiKeyAuthenticationProvider implements AuthenticationProvider {
    private final ApiKeys keys;
    private final ApiKeyObserver observer;

    ApiKeyAuthenticationProvider(ApiKeys keys, ApiKeyObserver observer) {
        this.keys = keys;
        this.observer = observer;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        ApiKeyRequest request = (ApiKeyRequest) authentication;
        if (request.authorization().isEmpty() && request.query() == null) {
            return null;
        }
        Optional<Verification> shown = verified(request);
        if (shown.isEmpty()) {
            return null;
        }
        if (shown.get() instanceof KeyRejection rejection) {
            throw new ApiKeyRejectedException(rejection);
        }
        ApiKeyAuthentication verified = new ApiKeyAuthentication((VerifiedKey) shown.get());
        verified.setDetails(request.getDetails());
        return verified;
    }

    private Optional<Verification> verified(ApiKeyRequest request) {
        try {
            return observer.observe(
                    () -> keys.authenticate(request.authorization(), request.query(), request.address()));
        } finally {
            request.eraseCredentials();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication == ApiKeyRequest.class;
    }
}

package io.labauth.spring;

import io.labauth.apikeys.VerifiedKey;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A request that showed a good API key. It acts for the key's owner, with the authority {@code SCOPE_…} for each scope that the key has now;
 * the owner's roles are not among them. Is never kept in a session, and has nothing secret. Immutable but for its details.
 */
@SuppressWarnings("serial") // lives as long as the request
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {
    /** What the authorities begin with, as in Spring Security's resource server: {@value}. */
    public static final String SCOPE = "SCOPE_";

    private static final long serialVersionUID = 1L;

    /** The key, without its secret. */
    private final transient VerifiedKey key;

    ApiKeyAuthentication(VerifiedKey key) {
        super(authorities(key));
        this.key = key;
        setAuthenticated(true);
    }

    /**
     * The key.
     *
     * @return its id, owner, scopes and end
     */
    public VerifiedKey key() {
        return key;
    }

    @Override
    public VerifiedKey getPrincipal() {
        return key;
    }

    /** The owner, as in a session of the same person. */
    @Override
    public String getName() {
        return key.owner();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKeyAuthentication that && super.equals(that) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    private static Collection<GrantedAuthority> authorities(VerifiedKey key) {
        return List.copyOf(key.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(SCOPE + scope))
                .toList());
    }
}

package io.labauth.spring;

import java.util.Optional;
import java.util.Set;

/**
 * Knows what the owners of API keys may do now. A bean of this type replaces the one of the starter, for which everybody has all scopes that
 * the application knows.
 */
@FunctionalInterface
public interface ApiKeyOwners {
    /**
     * The rights of an owner at this moment. Asked at each use of a key and by several threads, so that it must be quick.
     *
     * @param owner the name of the {@link org.springframework.security.core.Authentication} that made the key
     * @return the scopes; empty when the application does not know the owner any more, whose keys then end
     * @throws io.labauth.ConnectionException when it cannot be told now; then the key is answered with 503; any other exception fails
     *     the request
     */
    Optional<Set<String>> scopesNow(String owner);
}

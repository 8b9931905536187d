package io.labauth.spring;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Who somebody is in this application: what is kept in the session.
 *
 * @param principal what {@code @AuthenticationPrincipal} gives; serialisable, and without secrets
 * @param authorities what the person may do
 */
public record LabAuthUser(Object principal, Collection<? extends GrantedAuthority> authorities) {
    /**
     * Copies the authorities.
     *
     * @param principal what {@code @AuthenticationPrincipal} gives
     * @param authorities what the person may do
     */
    public LabAuthUser {
        authorities = List.copyOf(authorities);
    }

    /**
     * Anybody with an account at the provider: a {@link LabAuthPrincipal} with the authority {@code ROLE_USER}.
     *
     * @param user who signed in
     * @return the same person in this application
     */
    public static LabAuthUser of(ProviderUser user) {
        return new LabAuthUser(
                new LabAuthPrincipal(user.login(), user.fullName(), user.email(), user.id()),
                AuthorityUtils.createAuthorityList("ROLE_USER"));
    }
}

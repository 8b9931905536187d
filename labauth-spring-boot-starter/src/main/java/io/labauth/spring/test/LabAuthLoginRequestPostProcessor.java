package io.labauth.spring.test;

import io.labauth.spring.LabAuthPrincipal;
import java.util.List;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Makes a request one of a person who is signed in. Immutable. */
public final class LabAuthLoginRequestPostProcessor implements RequestPostProcessor {
    private final Object principal;
    private final List<String> authorities;

    LabAuthLoginRequestPostProcessor(Object principal, List<String> authorities) {
        this.principal = principal;
        this.authorities = authorities;
    }

    /**
     * Another person, as the application knows them without a user service of its own.
     *
     * @param email the e-mail address
     * @param fullName the name
     * @return the post-processor for this person
     */
    public LabAuthLoginRequestPostProcessor user(String email, String fullName) {
        return principal(new LabAuthPrincipal("labArchives", fullName, email));
    }

    /**
     * Another person, as the application's own user service makes them.
     *
     * @param value the principal
     * @return the post-processor for this person
     */
    public LabAuthLoginRequestPostProcessor principal(Object value) {
        return new LabAuthLoginRequestPostProcessor(value, authorities);
    }

    /**
     * A person with other rights.
     *
     * @param names the authorities, for instance {@code ROLE_ADMIN}
     * @return the post-processor for this person
     */
    public LabAuthLoginRequestPostProcessor authorities(String... names) {
        return new LabAuthLoginRequestPostProcessor(principal, List.of(names));
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        PreAuthenticatedAuthenticationToken token =
                new PreAuthenticatedAuthenticationToken(principal, "", AuthorityUtils.createAuthorityList(authorities));
        return SecurityMockMvcRequestPostProcessors.authentication(token).postProcessRequest(request);
    }
}

package io.labauth.spring;

import io.labauth.apikeys.VerifiedKey;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;

/**
 * Development mode, as of Ash: every request may do everything, but only where no pepper is set and it was asked for. Requests with a cookie
 * stay those of the browser's session.
 */
final class ApiKeyDevelopment {
    private static final Logger LOG = System.getLogger(ApiKeyDevelopment.class.getName());

    private final VerifiedKey everybody;

    private ApiKeyDevelopment(Set<String> scopes) {
        this.everybody = new VerifiedKey("development", "development", scopes, Optional.empty(), Optional.empty());
    }

    /** Empty where keys are checked: with a pepper in the settings, and with keys or peppers that the application makes itself. */
    static Optional<ApiKeyDevelopment> of(ApplicationContext context) {
        LabAuthApiKeysProperties properties = context.getBean(LabAuthApiKeysProperties.class);
        boolean ours = context.containsBean("labAuthApiKeys") && context.containsBean("labAuthPeppers");
        if (!properties.developmentMode() || !properties.peppers().isEmpty() || !ours) {
            return Optional.empty();
        }
        LOG.log(
                Level.WARNING,
                "No pepper is configured, and labauth.api-keys.development-mode is on: this server accepts every request without a"
                        + " key. Set labauth.api-keys.peppers before others can reach it.");
        return Optional.of(new ApiKeyDevelopment(properties.scopes()));
    }

    @Nullable
    Authentication admit(HttpServletRequest request) {
        return request.getHeader("Cookie") == null || request.getHeader("Authorization") != null
                ? new ApiKeyAuthentication(everybody)
                : null;
    }
}

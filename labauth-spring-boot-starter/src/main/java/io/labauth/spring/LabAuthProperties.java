package io.labauth.spring;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code labauth}.
 *
 * @param web of the sign-in in the browser
 */
@ConfigurationProperties("labauth")
public record LabAuthProperties(@DefaultValue Web web) {
    /**
     * The settings below {@code labauth.web}.
     *
     * @param baseUrl where people reach this application, for instance {@code https://lab.example.org}
     * @param sealingKeys what seals pending logins, each 32 bytes in base64; the first seals, all open
     */
    public record Web(@Nullable URI baseUrl, @DefaultValue List<String> sealingKeys) {
        @Override
        public String toString() {
            return "Web[baseUrl=" + baseUrl + "]";
        }
    }
}

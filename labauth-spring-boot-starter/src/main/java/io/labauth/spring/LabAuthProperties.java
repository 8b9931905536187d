package io.labauth.spring;

import io.labauth.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code labauth}.
 *
 * @param web the settings of the sign-in in the browser
 * @param labarchives the settings of LabArchives, for whoever signs people in there
 * @param providers the OAuth 2.0 and OpenID Connect servers that people sign in with, by names of your choice, which are part of the callback's path
 * @param demoMode whether people sign in to a fake LabArchives on this machine, which needs labauth-testkit; by itself when there is no
 *     access key
 */
@ConfigurationProperties("labauth")
public record LabAuthProperties(
        @DefaultValue Web web,
        @DefaultValue AccessKey labarchives,
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue("auto") DemoMode demoMode) {
    /** Whether people sign in to a fake LabArchives. */
    public enum DemoMode {
        /** When no access key is set. */
        AUTO,
        /** Whatever is set. */
        ON,
        /** Never: without an access key the application does not start. */
        OFF
    }

    /**
     * The settings below {@code labauth.web}.
     *
     * @param baseUrl where people reach this application, for instance https://lab.example.org; https, or http on a loopback address
     * @param sealingKeys what seals sign-ins that are under way, each 32 random bytes in base64, the same on all nodes; the first seals, all open
     */
    public record Web(
            @Nullable String baseUrl, @DefaultValue List<Secret> sealingKeys) {
        /**
         * Copies the list.
         *
         * @param baseUrl where people reach this application
         * @param sealingKeys what seals sign-ins
         */
        public Web {
            sealingKeys = List.copyOf(sealingKeys);
        }
    }

    /**
     * The settings below {@code labauth.labarchives}; each that is not set is read from the environment or the file .env, by the names of
     * LabArchives' own manual.
     *
     * @param accessKeyId the id of the access key that LabArchives gave to this application; else ACCESS_KEYID
     * @param accessPassword the password of the access key; else ACCESS_PWD
     * @param apiUrl the address of the region's API, for instance https://euapi.labarchives.com/api; else API_URL
     * @param pacing whether each node makes one call at a time, or calls a second apart, as LabArchives asks
     */
    public record AccessKey(
            @Nullable String accessKeyId,
            @Nullable Secret accessPassword,
            @Nullable String apiUrl,
            @DefaultValue("true") boolean pacing) {}

    /**
     * The settings below {@code labauth.providers.NAME}: a server, and this application's registration there.
     *
     * @param issuer the server, to the letter as it names itself, for instance https://login.example.org/realms/lab; or a preset instead
     * @param preset a known service: orcid, orcid-sandbox, globus, google or github; or an issuer instead
     * @param clientId the id of this application there
     * @param clientSecret the secret of this application there, unless it is a public client
     * @param scopes what is asked for in place of the service's default, for instance openid, email
     * @param name the service's name on pages, in place of the preset's or the server's host
     */
    public record Provider(
            @Nullable String issuer,
            @Nullable String preset,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @DefaultValue List<String> scopes,
            @Nullable String name) {
        /**
         * Copies the list.
         *
         * @param issuer the server
         * @param preset a known service
         * @param clientId the id of this application
         * @param clientSecret the secret of this application
         * @param scopes what is asked for
         * @param name the service's name
         */
        public Provider {
            scopes = List.copyOf(scopes);
        }
    }
}

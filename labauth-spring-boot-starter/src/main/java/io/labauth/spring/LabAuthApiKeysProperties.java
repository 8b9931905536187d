package io.labauth.spring;

import io.labauth.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code labauth.api-keys}.
 *
 * @param enabled whether this application issues and accepts API keys, which needs labauth-api-keys
 * @param prefix how keys begin: 2 to 12 small letters and digits
 * @param environmentMark what follows the prefix: 1 to 8 small letters and digits, so that a test key never works in production
 * @param peppers what the stored hashes are keyed with, each 32 random bytes in base64, the same on all nodes; the first is for new keys
 * @param file where the embedded database of keys is, without .mv.db; without this setting keys are kept in the application's DataSource
 * @param realm the application's name in answers to clients, in ASCII without quotes and backslashes
 * @param scopes all that a key may be limited to, for instance notebooks:read
 * @param accept how requests may show keys
 * @param policy what keys people may make
 * @param endpoints the REST interface at /api/keys
 * @param developmentMode whether every request is accepted while no pepper is set: for a developer's own machine
 */
@ConfigurationProperties("labauth.api-keys")
public record LabAuthApiKeysProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("lab") String prefix,
        @DefaultValue("live") String environmentMark,
        @DefaultValue List<Secret> peppers,
        @Nullable Path file,
        @DefaultValue("lab") String realm,
        @DefaultValue Set<String> scopes,
        @DefaultValue Accept accept,
        @DefaultValue Policy policy,
        @DefaultValue Endpoints endpoints,
        @DefaultValue("false") boolean developmentMode) {
    /**
     * Copies the collections.
     *
     * @param enabled whether there are API keys
     * @param prefix how keys begin
     * @param environmentMark what follows the prefix
     * @param peppers what the stored hashes are keyed with
     * @param file where the embedded database is
     * @param realm the application's name
     * @param scopes all that a key may be limited to
     * @param accept how requests may show keys
     * @param policy what keys people may make
     * @param endpoints the REST interface
     * @param developmentMode whether every request is accepted
     */
    public LabAuthApiKeysProperties {
        peppers = List.copyOf(peppers);
        scopes = Set.copyOf(scopes);
    }

    /** Shows no pepper. */
    @Override
    public String toString() {
        return "LabAuthApiKeysProperties[" + prefix + "_" + environmentMark + "_…]";
    }

    /**
     * The settings below {@code labauth.api-keys.accept}.
     *
     * @param bearer whether Authorization: Bearer KEY counts
     * @param apikey whether Authorization: Apikey KEY counts
     * @param basic whether Authorization: Basic with the user apikey and the key as password counts
     * @param query whether ?api_key=KEY counts, although addresses are logged
     */
    public record Accept(
            @DefaultValue("true") boolean bearer,
            @DefaultValue("true") boolean apikey,
            @DefaultValue("true") boolean basic,
            @DefaultValue("false") boolean query) {}

    /**
     * The settings below {@code labauth.api-keys.policy}.
     *
     * @param creation whether keys may be made; those that exist stay good
     * @param lifetimes the lifetimes to choose from; empty for any up to the maximum
     * @param maximumLifetime the longest lifetime
     * @param neverExpiring whether a key may be good until it is revoked; then there is no maximum
     * @param keysPerOwner how many active keys an owner has at most
     */
    public record Policy(
            @DefaultValue("true") boolean creation,

            @DefaultValue({"7d", "30d", "90d", "180d", "365d"})
            List<Duration> lifetimes,

            @DefaultValue("365d") Duration maximumLifetime,
            @DefaultValue("false") boolean neverExpiring,
            @DefaultValue("100") int keysPerOwner) {
        /**
         * Copies the list.
         *
         * @param creation whether keys may be made
         * @param lifetimes the lifetimes to choose from
         * @param maximumLifetime the longest lifetime
         * @param neverExpiring whether a key may be good until it is revoked
         * @param keysPerOwner how many active keys an owner has at most
         */
        public Policy {
            lifetimes = List.copyOf(lifetimes);
        }
    }

    /**
     * The settings below {@code labauth.api-keys.endpoints}.
     *
     * @param enabled whether there is a REST interface at /api/keys
     * @param readScope what a key needs to list its owner's keys; one of the scopes, else keys cannot do it
     * @param writeScope what a key needs to make and revoke its owner's keys; one of the scopes, else keys cannot do it
     * @param administrator the authority of people who see and revoke everybody's keys
     */
    public record Endpoints(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("keys:read") String readScope,
            @DefaultValue("keys:write") String writeScope,
            @DefaultValue("ROLE_ADMIN") String administrator) {}
}

package io.labauth.oauth2;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an authorization server before a program registers with it. Immutable.
 *
 * <p>With endpoints nothing is discovered; without them the issuer's metadata tells them (OpenID Connect Discovery, RFC 8414).
 *
 * @param name for texts that a person reads, for instance {@code ORCID}
 * @param issuer the issuer, to the letter; null where there are no ID tokens
 * @param endpoints the endpoints; null to discover them from the issuer
 * @param scopes what is asked for where a program does not say
 * @param identityClaim the claim that identifies the person, {@code sub} in OpenID Connect
 */
public record OAuth2Service(
        String name, @Nullable URI issuer, @Nullable Endpoints endpoints, List<String> scopes, String identityClaim) {
    private static final List<String> OPENID = List.of("openid", "profile", "email");

    /** ORCID; identifies researchers, whose ORCID iD is the subject. */
    public static final OAuth2Service ORCID =
            new OAuth2Service("ORCID", URI.create("https://orcid.org"), null, List.of("openid"), "sub");

    /** ORCID's sandbox, for tests. */
    public static final OAuth2Service ORCID_SANDBOX =
            new OAuth2Service("ORCID Sandbox", URI.create("https://sandbox.orcid.org"), null, List.of("openid"), "sub");

    /** Globus; gives tokens for its own services by resource-specific scopes. */
    public static final OAuth2Service GLOBUS =
            new OAuth2Service("Globus", URI.create("https://auth.globus.org"), null, OPENID, "sub");

    /** Google; gives a refresh token when asked with the parameter {@code access_type=offline}. */
    public static final OAuth2Service GOOGLE =
            new OAuth2Service("Google", URI.create("https://accounts.google.com"), null, OPENID, "sub");

    /** GitHub, which speaks plain OAuth 2.0: no ID token, and the person is what its API answers, identified by {@code id}. */
    public static final OAuth2Service GITHUB = new OAuth2Service(
            "GitHub",
            null,
            Endpoints.of(
                            URI.create("https://github.com/login/oauth/authorize"),
                            URI.create("https://github.com/login/oauth/access_token"))
                    .withUserInfo(URI.create("https://api.github.com/user"))
                    .withDeviceAuthorization(URI.create("https://github.com/login/device/code")),
            List.of("read:user"),
            "id");

    /**
     * Checks and copies.
     *
     * @param name for texts that a person reads
     * @param issuer the issuer, to the letter, or null
     * @param endpoints the endpoints; null to discover them
     * @param scopes what is asked for where a program does not say
     * @param identityClaim the claim that identifies the person
     * @throws IllegalArgumentException if there is neither an issuer nor endpoints, or the issuer is not https (or http on a loopback
     *     address), has a query, a fragment, or a path that can be read in two ways, or a scope has a character that RFC 6749 does not
     *     allow
     */
    public OAuth2Service {
        if (issuer == null && endpoints == null) {
            throw new IllegalArgumentException("A service has an issuer, endpoints, or both.");
        }
        if (issuer != null) {
            Issuers.checked(issuer);
        }
        scopes = Scopes.of(scopes);
    }

    /**
     * An OpenID Connect or OAuth 2.0 server that publishes its metadata.
     *
     * @param issuer to the letter as the server names itself, for instance {@code https://login.example.org}
     * @return a service named after its host, which is asked for {@code openid profile email}
     * @throws IllegalArgumentException if the issuer is not of the form that the constructor takes
     */
    public static OAuth2Service discovered(URI issuer) {
        return new OAuth2Service(String.valueOf(issuer.getHost()), issuer, null, OPENID, "sub");
    }

    /**
     * One tenant of Microsoft Entra ID.
     *
     * @param tenantId the directory's id; not {@code common} or a domain, under which Microsoft names another issuer than the one asked
     * @return the service
     */
    public static OAuth2Service microsoft(UUID tenantId) {
        return new OAuth2Service(
                "Microsoft",
                URI.create("https://login.microsoftonline.com/" + tenantId + "/v2.0"),
                null,
                OPENID,
                "sub");
    }

    /**
     * A realm of a Keycloak server.
     *
     * @param server the server's address, for instance {@code https://login.example.org}
     * @param realm the realm's name: letters, digits, {@code - . _ ~}
     * @return the service
     * @throws IllegalArgumentException if the address or the name is not of that form
     */
    public static OAuth2Service keycloak(URI server, String realm) {
        if (!realm.matches("[A-Za-z0-9][A-Za-z0-9._~-]*")) {
            throw new IllegalArgumentException("The realm's name has a character that does not belong there.");
        }
        return discovered(URI.create(server.toString().replaceFirst("/$", "") + "/realms/" + realm));
    }
}

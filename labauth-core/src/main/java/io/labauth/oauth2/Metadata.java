package io.labauth.oauth2;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param endpoints where it takes what
 * @param issuer its name for itself; null if it signs nothing
 * @param namesItself whether each of its callbacks carries {@code iss} (RFC 9207)
 * @param requiresPush whether it takes authorization requests only when they are pushed
 * @param secretInForm whether it takes an application's secret in the form, and not in the header
 * @param algorithms those that may sign its ID tokens
 */
record Metadata(
        Endpoints endpoints,
        @Nullable String issuer,
        boolean namesItself,
        boolean requiresPush,
        boolean secretInForm,
        Set<JWSAlgorithm> algorithms) {
    /** Public-key algorithms that the JDK has: never {@code none}, never one whose key would be a secret of ours. */
    private static final Set<JWSAlgorithm> SUPPORTED = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** What a program says of a server itself. */
    static Metadata configured(Endpoints endpoints, @Nullable URI issuer) {
        return new Metadata(endpoints, issuer == null ? null : issuer.toString(), false, false, false, SUPPORTED);
    }

    static Metadata read(Json json, URI issuer) {
        if (!json.requiredString("issuer").equals(issuer.toString())) {
            throw json.unusable("names another issuer than the one asked", "give the issuer to the letter");
        }
        return new Metadata(
                endpoints(json),
                issuer.toString(),
                json.isTrue("authorization_response_iss_parameter_supported"),
                json.isTrue("require_pushed_authorization_requests"),
                secretInForm(json.strings("token_endpoint_auth_methods_supported")),
                algorithms(json.strings("id_token_signing_alg_values_supported")));
    }

    private static Endpoints endpoints(Json json) {
        try {
            return new Endpoints(
                    json.requiredProtectedUri("authorization_endpoint"),
                    json.requiredProtectedUri("token_endpoint"),
                    json.protectedUri("userinfo_endpoint"),
                    json.protectedUri("device_authorization_endpoint"),
                    json.protectedUri("pushed_authorization_request_endpoint"),
                    json.protectedUri("revocation_endpoint"),
                    json.protectedUri("end_session_endpoint"),
                    json.protectedUri("jwks_uri"));
        } catch (IllegalArgumentException e) {
            throw json.unusable("has an endpoint with a fragment");
        }
    }

    /** Without a list it is the header (RFC 8414, section 2). */
    private static boolean secretInForm(List<String> methods) {
        return methods.contains("client_secret_post") && !methods.contains("client_secret_basic");
    }

    private static Set<JWSAlgorithm> algorithms(List<String> announced) {
        if (announced.isEmpty()) {
            return SUPPORTED;
        }
        return SUPPORTED.stream()
                .filter(algorithm -> announced.contains(algorithm.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

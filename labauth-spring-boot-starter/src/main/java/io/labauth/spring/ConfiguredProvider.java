package io.labauth.spring;

import io.labauth.Secret;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2ProviderBuilder;
import io.labauth.oauth2.OAuth2Service;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One server below {@code labauth.providers}.
 *
 * @param name the login's name
 * @param settings what is set for it
 */
record ConfiguredProvider(String name, LabAuthProperties.Provider settings) {
    private static final Map<String, OAuth2Service> PRESETS = new TreeMap<>(Map.of(
            "orcid", OAuth2Service.ORCID,
            "orcid-sandbox", OAuth2Service.ORCID_SANDBOX,
            "globus", OAuth2Service.GLOBUS,
            "google", OAuth2Service.GOOGLE,
            "github", OAuth2Service.GITHUB));

    OAuth2Provider provider() {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new LabAuthPropertyException(
                    "A name below labauth.providers is not of 1 to 32 letters, digits and hyphens.",
                    "Name it in the way of labauth.providers.orcid.client-id: it becomes a part of the callback's path.");
        }
        String clientId = settings.clientId();
        if (clientId == null || clientId.isBlank()) {
            throw invalid("client-id", "is missing", "APP-0123456789ABCDEF");
        }
        OAuth2ProviderBuilder builder = OAuth2Provider.builder(service(), clientId);
        Secret secret = settings.clientSecret();
        if (secret != null) {
            builder.clientSecret(secret);
        }
        if (!settings.scopes().isEmpty()) {
            builder.scopes(settings.scopes().toArray(String[]::new));
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new LabAuthPropertyException(
                    "The setting labauth.providers." + name + ".scopes does not fit the service. " + e.getMessage(),
                    "Leave the scopes out to ask for what the preset asks for, or name the server as the issuer.");
        }
    }

    private OAuth2Service service() {
        OAuth2Service service = settings.issuer() == null ? preset() : discovered(settings.issuer());
        String shown = settings.name();
        return shown == null || shown.isBlank()
                ? service
                : new OAuth2Service(
                        shown, service.issuer(), service.endpoints(), service.scopes(), service.identityClaim());
    }

    private OAuth2Service preset() {
        @Nullable String preset = settings.preset();
        OAuth2Service service = preset == null ? null : PRESETS.get(preset);
        if (service == null) {
            throw invalid(
                    "issuer",
                    "is missing, and there is no preset of " + String.join(", ", PRESETS.keySet()),
                    "https://login.example.org");
        }
        return service;
    }

    private OAuth2Service discovered(String issuer) {
        if (settings.preset() != null) {
            throw invalid("issuer", "is set, and so is a preset: leave one of them out", issuer);
        }
        try {
            return OAuth2Service.discovered(URI.create(issuer));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "issuer",
                    "is not an https address (or http on a loopback address) without query and fragment",
                    "https://login.example.org");
        }
    }

    private LabAuthPropertyException invalid(String property, String problem, String example) {
        String path = "labauth.providers." + name + ".";
        return new LabAuthPropertyException(
                "The setting " + path + property + " " + problem + ".",
                "Set for instance " + path + property + "=" + example + ". Register " + "{base-url}/callback/" + name
                        + " at the server as the redirect URI; with one provider alone, {base-url}/callback.");
    }
}

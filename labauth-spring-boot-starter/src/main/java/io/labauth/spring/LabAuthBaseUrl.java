package io.labauth.spring;

import io.labauth.http.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where people reach the application: as configured, never as a request's headers say. Immutable and thread-safe. */
public final class LabAuthBaseUrl {
    static final String PROPERTY = "labauth.web.base-url";

    private final Supplier<URI> value;
    private final boolean configured;

    private LabAuthBaseUrl(Supplier<URI> value, boolean configured) {
        this.value = value;
        this.configured = configured;
    }

    /** As configured; else what demo mode has in its place. */
    static LabAuthBaseUrl of(@Nullable String configured, Optional<Supplier<URI>> inDemoMode) {
        if (configured == null || configured.isBlank()) {
            return new LabAuthBaseUrl(inDemoMode.orElseThrow(LabAuthBaseUrl::missing), false);
        }
        URI uri = parse(configured.strip());
        return new LabAuthBaseUrl(() -> uri, true);
    }

    /**
     * The address.
     *
     * @return https, or http on a loopback address; in demo mode this machine's, which is known as soon as the server listens
     */
    public URI value() {
        return value.get();
    }

    /** Whether it may be asked for before the server listens. */
    boolean isConfigured() {
        return configured;
    }

    boolean isHttps() {
        return configured && "https".equalsIgnoreCase(value().getScheme());
    }

    /** Whether an address leads to this machine alone, or none is set; plain http is allowed there and nowhere else. */
    static boolean isOnLoopback(String configured) {
        if (configured.isBlank()) {
            return true;
        }
        URI uri = parse(configured.strip());
        return uri.getHost() != null && Loopback.isHttpsOrLoopback(URI.create("http://" + uri.getRawAuthority()));
    }

    static LabAuthPropertyException invalid() {
        return new LabAuthPropertyException(
                "The property " + PROPERTY + " is not an https address, or http on a loopback address, without user,"
                        + " query and fragment.",
                action());
    }

    private static URI parse(String text) {
        try {
            return new URI(text.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw invalid();
        }
    }

    private static LabAuthPropertyException missing() {
        return new LabAuthPropertyException(
                "The property " + PROPERTY + " is missing: the address at which people reach this application, to which"
                        + " they come back after the sign-in.",
                action());
    }

    private static String action() {
        return "Set " + PROPERTY + "=https://lab.example.org, start with --" + PROPERTY + "=https://lab.example.org,"
                + " or set LABAUTH_WEB_BASE_URL=https://lab.example.org in the environment. For trying out on this"
                + " machine: http://localhost:8080.";
    }
}

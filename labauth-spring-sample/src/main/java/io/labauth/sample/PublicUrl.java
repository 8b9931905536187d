package io.labauth.sample;

import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where people reach this application: as configured, never as a request's headers say. */
@Component
final class PublicUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Supplier<URI> value;

    PublicUrl(WebSettings settings, ObjectProvider<DemoLabArchives> demo, Environment environment) {
        URI configured = settings.baseUrl();
        if (configured != null) {
            URI checked = checked(configured);
            this.value = () -> checked;
        } else if (demo.getIfAvailable() != null) {
            this.value = () -> ofThisMachine(environment);
        } else {
            throw new PublicUrlException(
                    "The setting labauth.web.base-url is missing: the address at which people reach"
                            + " this application, to which LabArchives sends them back.");
        }
    }

    URI value() {
        return value.get();
    }

    /** Where LabArchives sends the browser back to; each login puts an unguessable segment behind it. */
    URI callback() {
        return URI.create(value() + "/callback/");
    }

    boolean isHttps() {
        return "https".equalsIgnoreCase(value().getScheme());
    }

    private static URI ofThisMachine(Environment environment) {
        String configured = environment.getProperty("server.port", "8080");
        return URI.create("http://localhost:" + environment.getProperty("local.server.port", configured));
    }

    private static URI checked(URI uri) {
        if (!isHttpsOrLoopback(uri) || uri.getRawUserInfo() != null || !hasOnlyAPath(uri)) {
            throw new PublicUrlException(
                    "The setting labauth.web.base-url is not an https address, or http on localhost,"
                            + " without user, query and fragment.");
        }
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    private static boolean isHttpsOrLoopback(URI uri) {
        @Nullable String host = uri.getHost();
        return host != null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host)));
    }

    private static boolean hasOnlyAPath(URI uri) {
        return uri.getRawQuery() == null && uri.getRawFragment() == null;
    }
}

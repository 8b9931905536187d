package io.labauth.spring;

import java.net.URI;
import org.springframework.core.env.Environment;

/** Exists in demo mode alone, and then stands in for what only a real installation must be told. */
final class DemoMode {
    private final Environment environment;

    DemoMode(Environment environment) {
        this.environment = environment;
    }

    /** This machine's address, as soon as the server listens. */
    URI baseUrl() {
        String configured = environment.getProperty("server.port", "8080");
        String port = environment.getProperty("local.server.port", configured);
        return URI.create("http://localhost:" + port + environment.getProperty("server.servlet.context-path", ""));
    }
}

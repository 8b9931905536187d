package io.labauth.spring;

import java.lang.System.Logger.Level;
import java.net.URI;
import org.springframework.core.env.Environment;

/** Exists in demo mode alone, and then stands in for what only a real installation must be told. */
final class DemoMode {
    private final Environment environment;

    DemoMode(Environment environment) {
        this.environment = environment;
        System.getLogger(DemoMode.class.getName())
                .log(
                        Level.WARNING,
                        "Demo mode: people sign in to a fake LabArchives on this machine, as whomever they choose. Set"
                                + " labauth.demo-mode=off where this must not be.");
    }

    /** This machine's address, as soon as the server listens. */
    URI baseUrl() {
        String configured = environment.getProperty("server.port", "8080");
        String port = environment.getProperty("local.server.port", configured);
        return URI.create("http://localhost:" + port + environment.getProperty("server.servlet.context-path", ""));
    }
}

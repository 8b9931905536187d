package io.labauth.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says how to choose another port; ordered before Spring Boot's own analyzer, which names no setting. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortTakenFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        int other = cause.getPort() < 65_535 ? cause.getPort() + 1 : 8081;
        return new FailureAnalysis(
                "Port " + cause.getPort() + " is taken by another program. The setting is server.port.",
                """
                Stop the other program, or choose another port, for instance:
                    mvn -q -pl labauth-spring-sample -am spring-boot:run -Dspring-boot.run.arguments=--server.port=%d
                or in the environment: SERVER_PORT=%d""".formatted(other, other),
                cause);
    }
}

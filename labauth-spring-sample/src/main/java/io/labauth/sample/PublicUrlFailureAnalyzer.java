package io.labauth.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to set the base URL. */
final class PublicUrlFailureAnalyzer extends AbstractFailureAnalyzer<PublicUrlException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PublicUrlException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start with --labauth.web.base-url=https://lab.example.org, or in the environment"
                        + " LABAUTH_WEB_BASE_URL=https://lab.example.org. For trying out on this machine:"
                        + " http://localhost:8080. Without ACCESS_KEYID the application starts in demo mode and needs no"
                        + " base URL.",
                cause);
    }
}

package io.labauth.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting is wrong, and how to set it. */
final class LabAuthPropertyFailureAnalyzer extends AbstractFailureAnalyzer<LabAuthPropertyException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LabAuthPropertyException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}

package io.labauth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Wraps what a method says, or its error, into the document that goes over the wire. */
final class ApiAnswers {
    private final FakeBehaviour behaviour;

    ApiAnswers(FakeBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    Answer success(String root, List<XmlElement> children, Parameters parameters) {
        List<XmlElement> all = new ArrayList<>(children);
        if (behaviour.echoRequest()) {
            all.add(echo(parameters.withoutSecrets()));
        }
        return document(200, XmlElement.of(root, all));
    }

    Answer failure(String root, ApiFailure failure) {
        XmlElement error = XmlElement.of("error", errorChildren(failure));
        boolean nested = behaviour.errorShape() == ErrorShape.NESTED;
        return document(status(failure), nested ? XmlElement.of(root, List.of(error)) : error);
    }

    private List<XmlElement> errorChildren(ApiFailure failure) {
        return behaviour.errorShape() == ErrorShape.CODE_AND_MSG
                ? List.of(
                        XmlElement.of("code", String.valueOf(failure.code())),
                        XmlElement.of("msg", failure.description()))
                : List.of(
                        XmlElement.of("error-code", failure.code()),
                        XmlElement.of("error-description", failure.description()));
    }

    private int status(ApiFailure failure) {
        return failure.code() == ApiFailure.LOGIN_FAILED ? behaviour.loginFailedStatus() : failure.status();
    }

    private Answer document(int status, XmlElement root) {
        return Answer.xml(status, (behaviour.shuffleChildren() ? root.shuffled() : root).document());
    }

    private static XmlElement echo(Map<String, String> parameters) {
        return XmlElement.of(
                "request",
                parameters.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("[a-z_]+"))
                        .map(entry -> XmlElement.of(entry.getKey().replace('_', '-'), entry.getValue()))
                        .toList());
    }
}

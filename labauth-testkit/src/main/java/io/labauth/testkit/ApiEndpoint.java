package io.labauth.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything below {@code /api/}: log, check, carry out, answer, and fail where a test has asked for it. */
final class ApiEndpoint {
    static final String PREFIX = "/api/";
    private static final String UNSIGNED = "utilities/epoch_time";

    private final SignatureCheck signatures;
    private final ApiMethods methods;
    private final ApiAnswers answers;
    private final FakeBehaviour behaviour;
    private final CallLog calls;
    private final Map<String, String> canned = new ConcurrentHashMap<>();

    private record Target(String apiClass, String method) {
        static Target of(String path) {
            String below = path.substring(PREFIX.length());
            int slash = below.lastIndexOf('/');
            return slash < 0
                    ? new Target("", below)
                    : new Target(below.substring(0, slash), below.substring(slash + 1));
        }

        String qualified() {
            return apiClass + "/" + method;
        }

        String root() {
            return apiClass.matches("[a-z_]+") ? apiClass.replace('_', '-') : "answer";
        }
    }

    ApiEndpoint(SignatureCheck signatures, ApiMethods methods, FakeBehaviour behaviour, CallLog calls) {
        this.signatures = signatures;
        this.methods = methods;
        this.answers = new ApiAnswers(behaviour);
        this.behaviour = behaviour;
        this.calls = calls;
    }

    void answer(String apiClass, String method, String xml) {
        canned.put(apiClass + "/" + method, xml);
    }

    void forgetCannedAnswers() {
        canned.clear();
    }

    Answer answer(FakeRequest request) {
        Target target = Target.of(request.path());
        try {
            return logged(target, request, request.parameters());
        } catch (ApiFailure malformed) {
            return logged(target, request, Parameters.parse(""), answers.failure(target.root(), malformed));
        }
    }

    private Answer logged(Target target, FakeRequest request, Parameters parameters) {
        return logged(target, request, parameters, rightAnswer(target, request, parameters));
    }

    private Answer logged(Target target, FakeRequest request, Parameters parameters, Answer right) {
        calls.add(
                new CallLog.Call(
                        target.apiClass(),
                        target.method(),
                        request.httpMethod(),
                        right.status(),
                        parameters.withoutSecrets()),
                parameters.withoutSigning());
        return behaviour.worsen(target.method(), right);
    }

    private Answer rightAnswer(Target target, FakeRequest request, Parameters parameters) {
        try {
            return carryOut(target, request, parameters);
        } catch (ApiFailure failure) {
            return answers.failure(target.root(), failure);
        }
    }

    private Answer carryOut(Target target, FakeRequest request, Parameters parameters) {
        if (!request.isGet() && !request.isPost()) {
            throw new ApiFailure(ApiFailure.UNKNOWN_METHOD, "Only GET and POST are answered.");
        }
        String accessKeyId = target.qualified().equals(UNSIGNED)
                ? signatures.knownAccessKeyId(parameters)
                : signatures.verify(parameters, target.method());
        String prepared = canned.get(target.qualified());
        if (prepared != null) {
            return Answer.xml(200, prepared);
        }
        List<XmlElement> children = methods.call(target.qualified(), accessKeyId, parameters);
        return answers.success(target.root(), children, parameters);
    }
}

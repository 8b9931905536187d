package io.labauth.testkit;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;

/** Takes every request off WireMock's hands and gives it to the endpoint it is for. */
final class FakeSite implements ResponseDefinitionTransformerV2 {
    private final ApiEndpoint api;

    FakeSite(ApiEndpoint api) {
        this.api = api;
    }

    @Override
    public String getName() {
        return "fake-labarchives";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return answer(FakeRequest.of(event.getRequest())).toResponse();
    }

    private Answer answer(FakeRequest request) {
        if (request.path().startsWith(ApiEndpoint.PREFIX)) {
            return api.answer(request);
        }
        return Answer.of(404, Map.of("Content-Type", "text/plain"), "Not found");
    }
}

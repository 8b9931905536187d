package io.labauth.testkit;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Takes every request off WireMock's hands and gives it to whom it is for. */
final class FakeSite implements ResponseDefinitionTransformerV2 {
    private final ApiEndpoint api;
    private final SignInPages signInPages;
    private final TokenPages tokenPages;

    FakeSite(ApiEndpoint api, SignInPages signInPages, TokenPages tokenPages) {
        this.api = api;
        this.signInPages = signInPages;
        this.tokenPages = tokenPages;
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
        return switch (request.httpMethod() + " " + request.path()) {
            case "GET " + SignInPages.PATH, "POST " + SignInPages.PATH -> signInPages.answer(request);
            case "GET " + SignInPages.CANCELLED_PATH -> signInPages.cancelled();
            case "GET " + TokenPages.HOME_PATH -> tokenPages.home();
            case "POST " + TokenPages.TOKEN_PATH -> tokenPages.issue(request);
            default ->
                HtmlPage.message(404, "Not found", "There is no such page.", "The name above leads home.")
                        .answer();
        };
    }
}

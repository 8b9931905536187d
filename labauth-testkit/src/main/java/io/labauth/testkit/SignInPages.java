package io.labauth.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page on which a person chooses whom to sign in as, or refuses. */
final class SignInPages {
    static final String PATH = "/api_user_login";
    static final String CANCELLED_PATH = "/cancelled";

    private final SignIn signIn;
    private final Accounts accounts;

    SignInPages(SignIn signIn, Accounts accounts) {
        this.signIn = signIn;
        this.accounts = accounts;
    }

    Answer answer(FakeRequest request) {
        try {
            Parameters parameters = request.parameters();
            return request.isPost() ? decide(parameters) : show(parameters);
        } catch (ApiFailure failure) {
            return failed(failure).answer();
        }
    }

    Answer cancelled() {
        return HtmlPage.message(
                        200,
                        "Sign-in cancelled",
                        "You can close this window.",
                        "The application has not been told: it waits until it gives up or is stopped.")
                .answer();
    }

    private Answer show(Parameters parameters) {
        SignIn.Wish wish = signIn.opened(parameters);
        Template form = Template.of("labarchives/sign-in.html")
                .with("application", wish.application())
                .with("akid", parameters.require("akid"))
                .with("expires", parameters.require("expires"))
                .with("sig", parameters.require("sig"))
                .with("redirectUri", parameters.require("redirect_uri"))
                .withHtml("users", choices());
        return HtmlPage.of(200, "Sign in", form).withFormThatLeaves().answer();
    }

    private Answer decide(Parameters parameters) {
        SignIn.Wish wish = signIn.decided(parameters);
        return switch (parameters.require("decision")) {
            case "sign-in" -> redirect(signIn.accept(wish, parameters.require("user")));
            case "refuse" -> redirect(signIn.refuse(wish));
            default -> throw new ApiFailure(ApiFailure.BAD_PARAMETER, "The decision is not one of those on the page.");
        };
    }

    private String choices() {
        List<FakeUser> users = accounts.users();
        if (users.isEmpty()) {
            return Template.of("labarchives/no-users.html").html();
        }
        StringBuilder choices = new StringBuilder();
        for (FakeUser user : users) {
            choices.append(Person.in("labarchives/sign-in-user.html", user)
                    .withHtml("checked", choices.isEmpty() ? " checked" : "")
                    .html());
        }
        return choices.toString();
    }

    private static Answer redirect(URI target) {
        Map<String, String> headers = new HashMap<>(HtmlPage.privacyHeaders());
        headers.put("Location", target.toString());
        return Answer.of(302, headers, "");
    }

    private static HtmlPage failed(ApiFailure failure) {
        return HtmlPage.message(
                failure.status(), "Error " + failure.code(), failure.description(), hint(failure.code()));
    }

    private static String hint(int code) {
        return switch (code) {
            case ApiFailure.EXPIRED -> "Start the sign-in again; if that does not help, set the application's clock.";
            case ApiFailure.UNKNOWN_ACCESS_KEY ->
                "Give the application the access key that this fake was started with.";
            case ApiFailure.BAD_SIGNATURE ->
                "Either the access password is wrong, or something else was signed: "
                        + "here it is the access key id, the redirect URI before percent-encoding, and expires.";
            default -> "Start the sign-in again from the application.";
        };
    }
}

package io.labauth.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person sees who signs in with the external provider: the provider's own page, then Tiled's, which asks for the code. */
final class TiledPages {
    static final String PROVIDER_PATH = "/orcid/oauth/authorize";
    private static final String BRAND = "Fake Tiled";
    private static final String CODE_PATH = "auth/provider/" + TiledAnswers.EXTERNAL_PROVIDER + "/device_code";
    private static final String OLD_CODE_PATH = "auth/provider/" + TiledAnswers.EXTERNAL_PROVIDER + "/code";

    private final TiledAccounts accounts;

    TiledPages(TiledAccounts accounts) {
        this.accounts = accounts;
    }

    /** Where the sign-in begins that ends with the code that a program showed. */
    static String authorizationUri(String api) {
        return providerPage(api, CODE_PATH);
    }

    Answer home() {
        return message(
                200, BRAND, "A server for tests and for trying out.", "Its API is at " + TiledRequest.ROOT + ".");
    }

    Answer askAtProvider(Parameters query, String api) {
        Template form = Template.of("tiled/provider.html")
                .with("action", PROVIDER_PATH)
                .with("redirectUri", ownRedirectUri(query, api))
                .withHtml("users", choices(accounts.withoutPassword()));
        return page(200, "Sign in", form);
    }

    Answer decideAtProvider(Parameters form, String api) {
        String redirectUri = ownRedirectUri(form, api);
        boolean agreed = form.find("decision").filter("sign-in"::equals).isPresent();
        String code = accounts.issueProviderCode(
                agreed ? accounts.person(form.find("user").orElse("")) : null);
        return redirect(redirectUri + "?code=" + code);
    }

    Answer askForCode(Parameters query) {
        return codeForm(200, required(query, "code"), "");
    }

    /** The user code is looked at first, so that one who mistypes it can try again. */
    Answer enterCode(Parameters form) {
        String code = required(form, "code");
        return accounts.waiting(required(form, "user_code"))
                .map(userCode -> decide(userCode, code))
                .orElseGet(() -> codeForm(
                        401,
                        code,
                        "Invalid user code. It may have been mistyped, or the pending request may have expired."));
    }

    /** Servers of the old kind show a code, which the person gives to the program. */
    Answer showOldCode(Parameters query, String api) {
        if (query.find("code").isEmpty()) {
            return redirect(providerPage(api, OLD_CODE_PATH));
        }
        TiledPerson person = accounts.redeemProviderCode(required(query, "code"))
                .orElseThrow(() -> TiledFailure.of(401, "Authentication failure"));
        return TiledAnswers.json(accounts.signIn(person).get(1));
    }

    private Answer decide(String userCode, String providerCode) {
        TiledPerson person = accounts.redeemProviderCode(providerCode).orElse(null);
        accounts.decide(userCode, person);
        return person == null
                ? message(
                        401,
                        "Authentication failed",
                        "User code was correct but authentication with third party failed.",
                        "Start again from the program.")
                : message(200, "You have logged in", "You can close this window.", "The program goes on by itself.");
    }

    private static Answer codeForm(int status, String code, String message) {
        Template form = Template.of("tiled/code.html")
                .with("action", TiledRequest.ROOT + CODE_PATH)
                .with("code", code)
                .withHtml("message", message.isEmpty() ? "" : "<p role=\"alert\">" + Markup.escape(message) + "</p>");
        return page(status, "Authorize Tiled session", form);
    }

    private static String choices(List<TiledPerson> people) {
        if (people.isEmpty()) {
            return Template.of("tiled/nobody.html").html();
        }
        StringBuilder choices = new StringBuilder();
        for (TiledPerson person : people) {
            choices.append(Template.of("tiled/provider-user.html")
                    .with("name", person.name())
                    .with("initial", person.name().substring(0, 1))
                    .withHtml("checked", choices.isEmpty() ? " checked" : "")
                    .html());
        }
        return choices.toString();
    }

    private static String providerPage(String api, String redirectPath) {
        String origin = api.substring(0, api.length() - TiledRequest.ROOT.length());
        return origin + PROVIDER_PATH + "?client_id=APP-FAKE&response_type=code&scope=openid&redirect_uri="
                + URLEncoder.encode(api + redirectPath, StandardCharsets.UTF_8);
    }

    /** A provider sends nobody to an address that was not registered. */
    private static String ownRedirectUri(Parameters parameters, String api) {
        String redirectUri = required(parameters, "redirect_uri");
        if (!List.of(api + CODE_PATH, api + OLD_CODE_PATH).contains(redirectUri)) {
            throw TiledFailure.of(400, "The redirect_uri is not registered.");
        }
        return redirectUri;
    }

    private static String required(Parameters parameters, String name) {
        return parameters.find(name).filter(value -> !value.isEmpty()).orElseThrow(() -> TiledFailure.missing(name));
    }

    private static Answer redirect(String target) {
        Map<String, String> headers = new HashMap<>(HtmlPage.privacyHeaders());
        headers.put("Location", target);
        return Answer.of(302, headers, "");
    }

    private static Answer message(int status, String heading, String text, String hint) {
        return HtmlPage.message(status, heading, text, hint).branded(BRAND).answer();
    }

    private static Answer page(int status, String title, Template content) {
        return HtmlPage.of(status, title, content).branded(BRAND).answer();
    }
}

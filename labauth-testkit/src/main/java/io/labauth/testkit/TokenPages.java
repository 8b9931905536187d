package io.labauth.testkit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The home page, and the one-hour tokens that a person gets there. */
final class TokenPages {
    static final String HOME_PATH = "/";
    static final String TOKEN_PATH = "/token";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final IssuedCodes codes;
    private final Clock clock;
    private final String accessKeyId;
    private final Supplier<URI> apiUrl;

    TokenPages(Accounts accounts, IssuedCodes codes, Clock clock, String accessKeyId, Supplier<URI> apiUrl) {
        this.accounts = accounts;
        this.codes = codes;
        this.clock = clock;
        this.accessKeyId = accessKeyId;
        this.apiUrl = apiUrl;
    }

    Answer home() {
        Template content = Template.of("labarchives/home.html")
                .with("apiUrl", apiUrl.get().toString())
                .with("accessKeyId", accessKeyId)
                .withHtml("users", people());
        return HtmlPage.of(200, "Home", content).answer();
    }

    Answer issue(FakeRequest request) {
        try {
            return issueTo(request.parameters().require("user"));
        } catch (ApiFailure failure) {
            return HtmlPage.message(400, "No token", failure.description(), "Choose a user on the home page.")
                    .answer();
        }
    }

    private Answer issueTo(String email) {
        FakeUser user = accounts.byEmail(accessKeyId, email)
                .orElseThrow(
                        () -> new ApiFailure(ApiFailure.BAD_PARAMETER, "There is no user of this e-mail address."));
        Template content = Person.in("labarchives/token.html", user)
                .with("token", codes.issueToken(user.email()))
                .with("until", TIME.format(clock.instant().plus(Duration.ofHours(1))));
        return HtmlPage.of(200, "One-hour token", content).answer();
    }

    private String people() {
        String people = accounts.users().stream()
                .map(user -> Person.in("labarchives/home-user.html", user).html())
                .collect(Collectors.joining());
        return people.isEmpty()
                ? "<li>" + Template.of("labarchives/no-users.html").html() + "</li>"
                : people;
    }
}

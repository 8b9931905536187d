package io.labauth.testkit;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What the methods of the API answer once the signature is right. */
final class ApiMethods {
    private final Accounts accounts;
    private final IssuedCodes codes;
    private final FakeBehaviour behaviour;
    private final Clock clock;
    private final Supplier<URI> apiUrl;

    ApiMethods(Accounts accounts, IssuedCodes codes, FakeBehaviour behaviour, Clock clock, Supplier<URI> apiUrl) {
        this.accounts = accounts;
        this.codes = codes;
        this.behaviour = behaviour;
        this.clock = clock;
        this.apiUrl = apiUrl;
    }

    /** The children of the answer's root. */
    List<XmlElement> call(String qualifiedMethod, String accessKeyId, Parameters parameters) {
        return switch (qualifiedMethod) {
            case "users/user_access_info" -> userAccessInfo(accessKeyId, parameters);
            case "users/user_info_via_id" -> describe(userOf(accessKeyId, parameters));
            case "users/max_file_size" -> maxFileSize(userOf(accessKeyId, parameters));
            case "users/email_has_account" -> emailHasAccount(accessKeyId, parameters);
            case "utilities/epoch_time" -> epochTime();
            case "utilities/api_base_urls" -> apiBaseUrls();
            default -> throw new ApiFailure(ApiFailure.UNKNOWN_METHOD, "There is no such method.");
        };
    }

    private List<XmlElement> userAccessInfo(String accessKeyId, Parameters parameters) {
        String email = parameters.require("login_or_email");
        String code = parameters.require("password");
        FakeUser user = accounts.byEmail(accessKeyId, email).orElseThrow(ApiMethods::loginFailed);
        if (!codes.redeem(accessKeyId, email, code)) {
            throw loginFailed();
        }
        return describe(user);
    }

    private FakeUser userOf(String accessKeyId, Parameters parameters) {
        return accounts.byUid(accessKeyId, parameters.require("uid"))
                .orElseThrow(() -> new ApiFailure(ApiFailure.UNKNOWN_UID, "There is no user of this uid."));
    }

    private List<XmlElement> describe(FakeUser user) {
        return UserAnswer.of(user, behaviour.includeEmail());
    }

    private static List<XmlElement> maxFileSize(FakeUser user) {
        return List.of(XmlElement.of("max-file-size", user.maxUploadSize()));
    }

    private List<XmlElement> emailHasAccount(String accessKeyId, Parameters parameters) {
        String email = parameters.require("email");
        return List.of(XmlElement.of(
                "account-for-email", accounts.byEmail(accessKeyId, email).isPresent()));
    }

    private List<XmlElement> epochTime() {
        return List.of(XmlElement.of("epoch-time", clock.millis()));
    }

    private List<XmlElement> apiBaseUrls() {
        XmlElement region = XmlElement.of(
                "region",
                List.of(
                        XmlElement.of("name", "Fake"),
                        XmlElement.of("api-base-url", apiUrl.get().toString())));
        return List.of(XmlElement.array("regions", List.of(region)));
    }

    private static ApiFailure loginFailed() {
        return new ApiFailure(ApiFailure.LOGIN_FAILED, "The login, code or token is wrong, used or expired.");
    }
}

package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesSetting;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.labarchives.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code labauth login labarchives}. */
final class LabArchivesSignIn {
    private static final String BY_TOKEN =
            "get a one-hour token in LabArchives (your name, External App authentication) and"
                    + " run\n      labauth login labarchives --email YOUR-ADDRESS";

    private final Invocation invocation;
    private final List<LabArchivesSetting> settings;

    LabArchivesSignIn(Invocation invocation) {
        this.invocation = invocation;
        this.settings = LabArchives.settings(invocation.environment(), invocation.directory());
    }

    /** In the browser, or by the one-hour token that the person gets from LabArchives. */
    SavedCredential run(LoginOptions options, String name) {
        String email = options.email();
        if (email == null && options.isTokenOnStandardInput()) {
            throw new IllegalArgumentException("Whose token? Give the person's address too: --email ADDRESS.");
        }
        return email == null ? inBrowser(options, name) : byToken(options, name, email);
    }

    private SavedCredential inBrowser(LoginOptions options, String name) {
        LabArchives labArchives = client();
        return saved(labArchives, options.browser().signIn(labArchives, BY_TOKEN, invocation), options, name);
    }

    private SavedCredential byToken(LoginOptions options, String name, String email) {
        LabArchives labArchives = client();
        String what = "token of " + email;
        Secret token = options.isTokenOnStandardInput()
                ? invocation.console().readSecret("token")
                : invocation.console().askSecret(what, "--token-stdin");
        return saved(labArchives, labArchives.login(email, token), options, name);
    }

    private LabArchives client() {
        if (!LabArchives.isConfigured(invocation.environment(), invocation.directory())) {
            throw new IllegalArgumentException("LabArchives needs ACCESS_KEYID and ACCESS_PWD, which it gives to a"
                    + " registered application: set them here, or in a file .env in this directory; or try a sign-in without"
                    + " by labauth fake labarchives.");
        }
        return LabArchives.fromEnvironment(invocation.environment(), invocation.directory());
    }

    private SavedCredential saved(LabArchives labArchives, LabArchivesUser user, LoginOptions options, String name) {
        String shown = labArchives.displayName(user);
        String person = shown.equals(user.email()) ? shown : shown + " <" + user.email() + ">";
        Map<String, Secret> secrets = new HashMap<>(Map.of(LabArchivesAccount.UID, Secret.of(user.uid())));
        if (options.keepsApplicationSecret()) {
            value("ACCESS_PWD").ifPresent(password -> secrets.put(LabArchivesAccount.ACCESS_PASSWORD, password));
        }
        return new SavedCredential(
                name,
                Service.LABARCHIVES,
                value("API_URL").map(Secret::reveal).orElse(Region.US.apiUrl().toString()),
                person,
                invocation.clock().instant(),
                Map.of(
                        LabArchivesAccount.ACCESS_KEY_ID,
                        value("ACCESS_KEYID").map(Secret::reveal).orElse("")),
                secrets);
    }

    private Optional<Secret> value(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(LabArchivesSetting::value)
                .findFirst();
    }
}

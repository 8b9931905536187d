package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A LabArchives uid, which is good together with the access key that it was issued to.
 *
 * @param saved the uid
 * @param invocation where the access password is found unless it was kept too
 */
record LabArchivesAccount(SavedCredential saved, Invocation invocation) implements Account {
    static final String UID = "uid";
    static final String ACCESS_KEY_ID = "accessKeyId";
    static final String ACCESS_PASSWORD = "accessPassword";

    @Override
    public Optional<String> whoAmI() {
        LabArchives labArchives = client();
        LabArchivesUser user = labArchives.resume(saved.requireSecret(UID).reveal());
        String name = labArchives.displayName(user);
        boolean named = !user.email().isEmpty() && !name.equals(user.email());
        return Optional.of(named ? name + " <" + user.email() + ">" : name);
    }

    @Override
    public String end() {
        return "LabArchives goes on accepting the uid for this access key until the person revokes it there.";
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(Map.of(
                "API_URL",
                saved.address(),
                "LABARCHIVES_UID",
                saved.requireSecret(UID).reveal()));
        saved.secret(ACCESS_PASSWORD).ifPresent(password -> {
            variables.put("ACCESS_KEYID", accessKeyId());
            variables.put("ACCESS_PWD", password.reveal());
        });
        return variables;
    }

    private LabArchives client() {
        Map<String, String> environment = new HashMap<>(invocation.environment());
        saved.secret(ACCESS_PASSWORD).map(Secret::reveal).ifPresent(password -> {
            environment.put("ACCESS_KEYID", accessKeyId());
            environment.put("ACCESS_PWD", password);
        });
        environment.put("API_URL", saved.address());
        LabArchives labArchives = LabArchives.fromEnvironment(environment, invocation.directory());
        if (!labArchives.registration().endsWith(" " + accessKeyId())) {
            throw new IllegalStateException("The credential " + saved.name() + " belongs to another access key than the"
                    + " one in ACCESS_KEYID: set that one, or sign in again.");
        }
        return labArchives;
    }

    private String accessKeyId() {
        return saved.setting(ACCESS_KEY_ID).orElse("");
    }
}

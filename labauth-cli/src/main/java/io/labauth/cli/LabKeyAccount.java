package io.labauth.cli;

import io.labauth.labkey.LabKey;
import io.labauth.labkey.LabKeyUser;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A saved key of a LabKey server.
 *
 * @param saved the key
 */
record LabKeyAccount(SavedCredential saved) implements Account {
    static final String KEY = "key";

    LabKey client() {
        return LabKey.connect(URI.create(saved.address()), saved.requireSecret(KEY));
    }

    @Override
    public Optional<String> whoAmI() {
        LabKeyUser user = client().whoAmI();
        return Optional.of(user.displayName() + (user.email().isEmpty() ? "" : " <" + user.email() + ">"));
    }

    @Override
    public String end() {
        return "The key itself lives on: revoke it with labauth keys revoke.";
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("LABKEY_API_KEY", saved.requireSecret(KEY).reveal());
    }
}

package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.labkey.LabKey;
import io.labauth.labkey.LabKeyApiKey;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keys of a LabKey server, which shows no characters of them, but a number.
 *
 * @param address where the server is
 * @param labKey the server, and who asks
 */
record LabKeyKeyService(URI address, LabKey labKey) implements KeyService {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    @Override
    public List<KeyRow> list() {
        return labKey.keys().stream().map(LabKeyKeyService::row).toList();
    }

    @Override
    public NewKey create(KeyRequest request) {
        String note = request.noteOnly(Service.LABKEY).note();
        Secret key = labKey.createApiKey(note);
        return new NewKey(key, new KeyRow("", "", note, null, null, null, List.of()));
    }

    @Override
    public boolean revoke(String id) {
        if (!NUMBER.matcher(id).matches()) {
            throw new IllegalArgumentException("LabKey revokes a key by its number: labauth keys list shows it.");
        }
        return labKey.revoke(Long.parseLong(id));
    }

    private static KeyRow row(LabKeyApiKey key) {
        return new KeyRow(
                String.valueOf(key.rowId()),
                "",
                key.description(),
                key.created().orElse(null),
                key.expiration().orElse(null),
                key.lastUsed().orElse(null),
                List.of());
    }
}

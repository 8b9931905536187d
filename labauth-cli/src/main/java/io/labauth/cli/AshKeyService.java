package io.labauth.cli;

import io.labauth.ash.Ash;
import io.labauth.ash.AshApiKey;
import io.labauth.ash.AshNewKey;
import java.net.URI;
import java.util.List;

/**
 * Keys of an Ash server.
 *
 * @param address where the server is
 * @param ash the server, and the key that asks
 */
record AshKeyService(URI address, Ash ash) implements KeyService {
    @Override
    public List<KeyRow> list() {
        return ash.keys().stream().map(AshKeyService::row).toList();
    }

    @Override
    public NewKey create(KeyRequest request) {
        String note = request.noteOnly(Service.ASH).note();
        AshNewKey created = ash.createKey(note);
        return new NewKey(created.key(), new KeyRow(created.id(), "", note, null, null, null, List.of()));
    }

    @Override
    public boolean revoke(String id) {
        return ash.revoke(id);
    }

    private static KeyRow row(AshApiKey key) {
        return new KeyRow(
                key.id(), key.keyPrefix(), key.label(), key.createdAt().orElse(null), null, null, List.of());
    }
}

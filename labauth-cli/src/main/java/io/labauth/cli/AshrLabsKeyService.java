package io.labauth.cli;

import io.labauth.ashrlabs.AshrLabs;
import io.labauth.ashrlabs.AshrLabsApiKey;
import io.labauth.ashrlabs.AshrLabsOperation;
import java.net.URI;
import java.util.List;

/**
 * Keys of Ashr Labs, which a key can list and revoke, but not create.
 *
 * @param address where the service is
 * @param ashr the service, and the key that asks
 */
record AshrLabsKeyService(URI address, AshrLabs ashr) implements KeyService {
    @Override
    public List<KeyRow> list() {
        return ashr.keys(false).stream().map(AshrLabsKeyService::row).toList();
    }

    @Override
    public NewKey create(KeyRequest request) {
        var unused = ashr.credentialFor(AshrLabsOperation.CREATE_API_KEY);
        throw new IllegalStateException("Ashr Labs creates keys for people who have signed in: do it there.");
    }

    @Override
    public boolean revoke(String id) {
        return ashr.revoke(id);
    }

    private static KeyRow row(AshrLabsApiKey key) {
        return new KeyRow(
                key.id(),
                key.keyPrefix(),
                key.name(),
                key.createdAt().orElse(null),
                null,
                key.lastUsedAt().orElse(null),
                List.of());
    }
}

package io.labauth.cli;

import io.labauth.tiled.IssuedApiKey;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKey;
import io.labauth.tiled.TiledApiKeyRequest;
import java.net.URI;
import java.util.List;

/**
 * Keys of a Tiled server.
 *
 * @param tiled the server, and who asks
 */
record TiledKeyService(Tiled tiled) implements KeyService {
    @Override
    public URI address() {
        return tiled.apiUri();
    }

    @Override
    public List<KeyRow> list() {
        return tiled.apiKeys().list().stream().map(TiledKeyService::row).toList();
    }

    @Override
    public NewKey create(KeyRequest request) {
        TiledApiKeyRequest asked = TiledApiKeyRequest.unlimited().note(request.note());
        if (request.expiresIn() != null && !request.expiresIn().equals("never")) {
            asked = asked.expiresIn(request.expiresIn());
        }
        if (!request.scopes().isEmpty()) {
            asked = asked.scopes(request.scopes().toArray(String[]::new));
        }
        IssuedApiKey issued = tiled.apiKeys().create(asked);
        return new NewKey(issued.key(), row(issued.details()));
    }

    @Override
    public boolean revoke(String id) {
        return tiled.apiKeys().revoke(id);
    }

    private static KeyRow row(TiledApiKey key) {
        return new KeyRow(
                key.firstEight(),
                key.firstEight(),
                key.note(),
                null,
                key.expires().orElse(null),
                key.latestActivity().orElse(null),
                key.scopes());
    }
}

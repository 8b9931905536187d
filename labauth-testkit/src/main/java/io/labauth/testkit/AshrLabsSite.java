package io.labauth.testkit;

import io.labauth.testkit.AshrLabsKeys.State;
import java.util.Map;
import java.util.Optional;

/** Carries out the calls of an Ashr Labs server: the list of keys, and the end of one. Thread-safe. */
final class AshrLabsSite implements FakeServer.Service {
    private final String keysPath;
    private final String beforeTheKey;
    private final AshrLabsKeys keys;

    AshrLabsSite(FakeAshrLabsBuilder settings) {
        keysPath = settings.basePath + settings.keysPath;
        beforeTheKey = settings.scheme.isEmpty() ? "" : settings.scheme + " ";
        keys = new AshrLabsKeys(settings.clock);
    }

    /** What tests change; to be used while holding this object's lock. */
    AshrLabsKeys keys() {
        return keys;
    }

    @Override
    public synchronized FakeServer.Outcome carryOut(FakeCall call) {
        return new FakeServer.Outcome("keys", name(call), refusal(call).orElseGet(() -> answer(call)));
    }

    private Optional<Answer> refusal(FakeCall call) {
        Optional<State> state = call.header("Authorization")
                .filter(header -> header.startsWith(beforeTheKey))
                .flatMap(header -> keys.use(header.substring(beforeTheKey.length())))
                .map(AshrLabsKeys.Stored::state);
        if (state.isEmpty()) {
            return Optional.of(error(401, "Invalid API key"));
        }
        return switch (state.get()) {
            case ACTIVE -> Optional.empty();
            case EXPIRED -> Optional.of(error(401, "API key has expired"));
            case REVOKED -> Optional.of(error(401, "API key has been revoked"));
        };
    }

    private Answer answer(FakeCall call) {
        return switch (name(call)) {
            case "listKeys" -> {
                boolean includeInactive = "true".equals(call.query().get("include_inactive"));
                yield Answer.json(200, JsonText.write(JsonText.object("api_keys", keys.list(includeInactive))));
            }
            case "revokeKey" -> {
                String id = call.path().substring(keysPath.length() + 1);
                yield id.matches("\\d{1,9}") && keys.revoke(Integer.parseInt(id))
                        ? Answer.of(204, Map.of(), "")
                        : error(404, "API key not found");
            }
            default -> error(404, "Not found");
        };
    }

    private String name(FakeCall call) {
        if (call.httpMethod().equals("GET") && call.path().equals(keysPath)) {
            return "listKeys";
        }
        return call.httpMethod().equals("DELETE") && call.path().startsWith(keysPath + "/") ? "revokeKey" : "other";
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, JsonText.write(JsonText.object("message", message)));
    }
}

package io.labauth.ash;

import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.ServiceOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The server and the key that the environment names, else {@code ~/.ash/config.json}. */
final class AshEnvironment {
    static final String SERVER_URL = "ASH_SERVER_URL";
    static final String API_KEY = "ASH_API_KEY";

    private final Map<String, String> environment;
    private final AshConfig config;

    private AshEnvironment(Map<String, String> environment, AshConfig config) {
        this.environment = environment;
        this.config = config;
    }

    static AshBuilder builder(Map<String, String> environment, Path home) {
        AshConfig config = AshConfig.read(home.resolve(".ash").resolve("config.json"));
        return new AshEnvironment(environment, config).builder();
    }

    private AshBuilder builder() {
        Optional<URI> ofConfig =
                config.serverUrl().map(text -> uri(text, config.file().toString()));
        URI server = value(SERVER_URL)
                .map(text -> uri(text, SERVER_URL))
                .or(() -> ofConfig)
                .orElse(Ash.DEFAULT_SERVER);
        Optional<String> key = value(API_KEY);
        if (key.isPresent()) {
            return Ash.builder(server, Secret.of(key.get())).from(KeyOrigin.environmentVariable(API_KEY));
        }
        return Ash.builder(server, keyOfConfig(server, ofConfig)).from(KeyOrigin.file(config.file()));
    }

    /** The file's key is for the file's server: a variable that names another one does not get it. */
    private Secret keyOfConfig(URI server, Optional<URI> ofConfig) {
        if (config.apiKey().isEmpty()) {
            throw new IllegalStateException(
                    "Ash needs a key, and there is none in " + API_KEY + ", nor as api_key in " + config.file() + ".");
        }
        if (ofConfig.isPresent() && !ServiceOrigin.of(ofConfig.get()).includes(server)) {
            throw new IllegalStateException("The key in " + config.file() + " is for the server in that file, and "
                    + SERVER_URL + " names another: set " + API_KEY + " to that server's key.");
        }
        return config.apiKey().get();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static URI uri(String text, String place) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The server in " + place + " is no URL: it looks like " + Ash.DEFAULT_SERVER + ".");
        }
    }
}

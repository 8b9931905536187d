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
    private final Path file;

    private AshEnvironment(Map<String, String> environment, Path file) {
        this.environment = environment;
        this.file = file;
    }

    static AshBuilder builder(Map<String, String> environment, Path home) {
        return new AshEnvironment(environment, home.resolve(".ash").resolve("config.json")).builder();
    }

    /** The file need not be in order where the environment says everything. */
    private AshBuilder builder() {
        Optional<URI> server = value(SERVER_URL).map(text -> uri(text, SERVER_URL));
        Optional<Secret> key = value(API_KEY).map(Secret::of);
        return server.isPresent() && key.isPresent()
                ? ofEnvironment(server.get(), key.get())
                : withFile(server, key, AshConfig.read(file));
    }

    private static AshBuilder ofEnvironment(URI server, Secret key) {
        return Ash.builder(server, key).from(KeyOrigin.environmentVariable(API_KEY));
    }

    private static AshBuilder withFile(Optional<URI> named, Optional<Secret> key, AshConfig config) {
        Optional<URI> ofConfig =
                config.serverUrl().map(text -> uri(text, config.file().toString()));
        URI server = named.or(() -> ofConfig).orElse(Ash.DEFAULT_SERVER);
        return key.map(given -> ofEnvironment(server, given))
                .orElseGet(() -> Ash.builder(server, keyOfConfig(config, server, ofConfig))
                        .from(KeyOrigin.file(config.file())));
    }

    /** The file's key is for the file's server: a variable that names another one does not get it. */
    private static Secret keyOfConfig(AshConfig config, URI server, Optional<URI> ofConfig) {
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
            URI uri = new URI(text);
            var unused = ServiceOrigin.of(uri);
            return uri;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The server in " + place + " is no http or https URL: it looks like " + Ash.DEFAULT_SERVER + ".");
        }
    }
}

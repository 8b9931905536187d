package io.labauth.tiled;

import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.keys.PrivateFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Tiled reads from the process' environment and the user's home.
 *
 * @param variables the environment
 * @param home the user's home directory
 */
record TiledEnvironment(Map<String, String> variables, Path home) {
    private static final String API_KEY = "TILED_API_KEY";
    private static final String PROFILES = "TILED_PROFILES";
    private static final String SITE_PROFILES = "TILED_SITE_PROFILES";
    private static final Pattern WEB = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    TiledBuilder builder(String uriOrProfile) {
        String text = uriOrProfile.strip();
        if (WEB.matcher(text).lookingAt()) {
            return settled(new TiledBuilder(uri(text)));
        }
        Profile profile = profiles().require(text);
        TiledBuilder builder = new TiledBuilder(profile.uri());
        profile.apiKey().ifPresent(key -> builder.apiKey(key, profile.origin()));
        return settled(profile.verifies() ? builder : builder.unverified(profile));
    }

    void forget(String uriOrProfile) {
        PrivateFile tokens = new PrivateFile(tokenFile(builder(uriOrProfile).uri()));
        tokens.locked(() -> {
            tokens.delete();
            return tokens;
        });
    }

    Profiles profiles() {
        return new Profiles(Stream.concat(Stream.of(site()), Stream.concat(python(), Stream.of(user())))
                .toList());
    }

    private TiledBuilder settled(TiledBuilder builder) {
        value(API_KEY)
                .ifPresent(key -> builder.apiKeyOtherwise(Secret.of(key), KeyOrigin.environmentVariable(API_KEY)));
        return builder.tokenFile(tokenFile(builder.uri()));
    }

    private Path tokenFile(URI uri) {
        String name = uri.toString().replaceAll("[^A-Za-z0-9.-]+", "_");
        return config().resolve(Path.of("labauth", "tiled", name + ".json"));
    }

    /** Without the cause, whose message repeats the text, and with it perhaps a key. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "This is no URI: character " + e.getIndex() + " cannot stand there (" + e.getReason() + ").");
        }
    }

    private Path site() {
        return value(SITE_PROFILES).map(Path::of).orElse(Path.of("/etc/xdg/tiled/profiles"));
    }

    /** Where Tiled looks in the Python environment that is active. */
    private Stream<Path> python() {
        return Stream.of("CONDA_PREFIX", "VIRTUAL_ENV")
                .flatMap(name -> value(name).stream())
                .map(prefix -> Path.of(prefix, "etc", "tiled", "profiles"));
    }

    private Path user() {
        return value(PROFILES)
                .map(Path::of)
                .orElseGet(() -> places().stream()
                        .map(config -> config.resolve(Path.of("tiled", "profiles")))
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(config().resolve(Path.of("tiled", "profiles"))));
    }

    private Path config() {
        return value("XDG_CONFIG_HOME").map(Path::of).orElse(home.resolve(".config"));
    }

    /** Where settings are kept on Linux, on macOS and on Windows; whichever is there. */
    private List<Path> places() {
        Optional<Path> windows = value("LOCALAPPDATA").map(local -> Path.of(local, "tiled"));
        return Stream.concat(
                        Stream.of(config(), home.resolve(Path.of("Library", "Application Support"))), windows.stream())
                .toList();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}

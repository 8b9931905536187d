package io.labauth.labarchives;

import io.labauth.KeyOrigin;
import io.labauth.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings that are read from the process' environment, else from a {@code .env} file. */
final class LabArchivesEnvironment {
    private static final String API_URL = "API_URL";
    private static final String ACCESS_KEY_ID = "ACCESS_KEYID";
    private static final String ACCESS_PASSWORD = "ACCESS_PWD";

    private final Map<String, String> environment;
    private final Map<String, String> fromFile;
    private final Path file;

    private LabArchivesEnvironment(Map<String, String> environment, Map<String, String> fromFile, Path file) {
        this.environment = environment;
        this.fromFile = fromFile;
        this.file = file;
    }

    /** The file is opened only where the environment leaves something unsaid. */
    static LabArchivesEnvironment of(Map<String, String> environment, Path directory) {
        Path file = directory.resolve(".env").toAbsolutePath();
        boolean complete = environment.keySet().containsAll(Set.of(API_URL, ACCESS_KEY_ID, ACCESS_PASSWORD));
        return new LabArchivesEnvironment(environment, complete ? Map.of() : DotEnv.read(file), file);
    }

    /** What is set, in the order in which people read it. */
    List<LabArchivesSetting> found() {
        return Stream.of(API_URL, ACCESS_KEY_ID, ACCESS_PASSWORD)
                .flatMap(name -> found(name).stream())
                .toList();
    }

    private Optional<LabArchivesSetting> found(String name) {
        KeyOrigin origin =
                text(environment, name).isPresent() ? KeyOrigin.environmentVariable(name) : KeyOrigin.file(file);
        return value(name).map(value -> new LabArchivesSetting(name, Secret.of(value), origin));
    }

    boolean hasAccessKeyId() {
        return value(ACCESS_KEY_ID).isPresent();
    }

    LabArchivesBuilder builder() {
        Optional<String> id = value(ACCESS_KEY_ID);
        Optional<String> password = value(ACCESS_PASSWORD);
        if (id.isEmpty() || password.isEmpty()) {
            throw new IllegalStateException("LabArchives needs " + ACCESS_KEY_ID + " and " + ACCESS_PASSWORD
                    + ", which it gives to a registered"
                    + " application: " + missing(id, password)
                    + " in the environment, nor in " + file + ".");
        }
        LabArchivesBuilder builder = LabArchives.builder(id.get(), Secret.of(password.get()));
        value(API_URL).ifPresent(url -> builder.apiUrl(uri(url)));
        return builder;
    }

    private Optional<String> value(String name) {
        return text(environment, name).or(() -> text(fromFile, name));
    }

    private static Optional<String> text(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String missing(Optional<String> id, Optional<String> password) {
        return id.isEmpty() && password.isEmpty()
                ? "neither is"
                : (id.isEmpty() ? ACCESS_KEY_ID : ACCESS_PASSWORD) + " is not";
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(API_URL + " is not a URL: it looks like " + Region.US.apiUrl() + ".");
        }
    }
}

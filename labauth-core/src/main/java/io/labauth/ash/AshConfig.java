package io.labauth.ash;

import io.labauth.Secret;
import io.labauth.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in Ash's configuration file; nothing where there is no file.
 *
 * @param file the file
 * @param serverUrl its {@code server_url}
 * @param apiKey its {@code api_key}
 */
record AshConfig(Path file, Optional<String> serverUrl, Optional<Secret> apiKey) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Reads the file; throws {@link IllegalStateException} if it is there and cannot be read, naming it and nothing of its content. */
    static AshConfig read(Path file) {
        try {
            JsonNode config = MAPPER.readTree(Files.readString(file));
            AshConfig read = new AshConfig(
                    file, text(config, "server_url"), text(config, "api_key").map(Secret::of));
            read.apiKey().ifPresent(key -> KeyFile.warnIfReadByOthers(file));
            return read;
        } catch (NoSuchFileException e) {
            return new AshConfig(file, Optional.empty(), Optional.empty());
        } catch (JacksonException e) {
            // Its message has a piece of the file.
            throw new IllegalStateException(
                    file + " is not JSON: it looks like {\"server_url\": \"…\", \"api_key\": \"…\"}.");
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " cannot be read: check that it is a text file and its permissions.", e);
        }
    }

    private static Optional<String> text(JsonNode config, String name) {
        return Optional.ofNullable(config.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}

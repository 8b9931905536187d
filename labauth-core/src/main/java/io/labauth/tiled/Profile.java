package io.labauth.tiled;

import io.labauth.KeyOrigin;
import io.labauth.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A named server of a profile file.
 *
 * @param name the profile's name
 * @param file where it stands
 * @param content what it says
 */
record Profile(String name, Path file, JsonNode content) {
    URI uri() {
        String text = text("uri").orElseThrow(() -> unusable("has no uri"));
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw unusable("has a uri that is none");
        }
    }

    Optional<Secret> apiKey() {
        return text("api_key").map(Secret::of);
    }

    KeyOrigin origin() {
        return KeyOrigin.file(file);
    }

    /** A server whose certificate shall not be checked is one that nobody knows; there is another way for a certificate of one's own. */
    boolean verifies() {
        JsonNode verify = content.path("verify");
        return !verify.isBoolean() || verify.booleanValue();
    }

    IllegalStateException unusable(String problem) {
        return new IllegalStateException("The profile " + name + " in " + file + " " + problem + ".");
    }

    private Optional<String> text(String member) {
        JsonNode value = content.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw unusable("has a " + member + " that is no text");
        }
        return Optional.of(value.stringValue());
    }
}

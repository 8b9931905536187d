package io.labauth.labkey;

import io.labauth.KeyOrigin;
import io.labauth.Secret;
import io.labauth.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key for LabKey in a netrc file: {@code machine HOST login apikey password KEY}.
 *
 * @param key the key
 * @param origin the file
 */
record NetrcKey(Secret key, KeyOrigin origin) {
    private static final String LOGIN = "apikey";
    private static final long MAX_BYTES = 1 << 20;

    /**
     * Looks in the file that the variable {@code NETRC} names, else in {@code .netrc}, else in {@code _netrc}.
     *
     * @throws IllegalStateException if none of them has a key for the host, or one cannot be read; says which
     */
    static NetrcKey find(String host, Map<String, String> environment, Path home) {
        List<Path> files = files(environment, home);
        for (Path file : files) {
            Optional<NetrcKey> found = in(file, host);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("There is no key for " + host + " in "
                + String.join(" or ", files.stream().map(Path::toString).toList())
                + ": add a line \"machine " + host
                + " login apikey password\" and the key behind it; the host stands there without a"
                + " port.");
    }

    private static List<Path> files(Map<String, String> environment, Path home) {
        @Nullable String named = environment.get("NETRC");
        return named == null || named.isBlank()
                ? List.of(home.resolve(".netrc"), home.resolve("_netrc"))
                : List.of(Path.of(named.strip()));
    }

    private static Optional<NetrcKey> in(Path file, String host) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<Secret> key = Netrc.password(Netrc.parse(text(file)), host, LOGIN);
            return key.map(found -> new NetrcKey(found, KeyOrigin.file(KeyFile.warnIfReadByOthers(file))));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(file + ", " + e.getMessage() + ".", e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalStateException("which is larger than a megabyte, cannot be a netrc file");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("which is not UTF-8 text, cannot be read", e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "which is there, cannot be read: check that it is a file and its permissions", e);
        }
    }
}

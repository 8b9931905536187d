package io.labauth.tiled;

import io.labauth.KeyOrigin;
import io.labauth.keys.PrivateFile;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a session's tokens are: in memory, and in a file if there shall be one, which other processes may change. */
final class TokenStore {
    private final @Nullable PrivateFile file;
    private final String server;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable Tokens latest;

    TokenStore(@Nullable PrivateFile file, String server) {
        this.file = file;
        this.server = server;
    }

    KeyOrigin origin() {
        return file == null ? KeyOrigin.signIn() : KeyOrigin.file(file.path());
    }

    /** What stands in the file now; a file that is no longer there, or is broken, means that nobody is signed in. */
    Optional<Tokens> reload() {
        if (file != null) {
            latest = read(file).flatMap(json -> Tokens.parse(json, server)).orElse(null);
        }
        return Optional.ofNullable(latest);
    }

    void save(Tokens tokens) {
        if (file != null) {
            file.write(tokens.toJson(server));
        }
        latest = tokens;
    }

    void clear() {
        latest = null;
        if (file != null) {
            file.delete();
        }
    }

    private static Optional<String> read(PrivateFile file) {
        try {
            return file.read();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Does something that nobody else shall do at the same time, in this process or another. */
    <T> T alone(Supplier<T> action) {
        refreshing.lock();
        try {
            return file == null ? action.get() : file.locked(action);
        } finally {
            refreshing.unlock();
        }
    }
}

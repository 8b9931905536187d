package io.labauth.cli;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Secret;
import io.labauth.SecretFile;
import io.labauth.keys.PrivateFile;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The saved credentials: one file, for its owner alone. A change reads the file anew and replaces it while a lock is held, so that
 * two processes lose nothing.
 */
final class Credentials {
    private final PrivateFile file;

    Credentials(Path folder) {
        this.file = new PrivateFile(folder.resolve("credentials.json"));
    }

    static Credentials of(Invocation invocation) {
        return new Credentials(ConfigFolder.of(invocation));
    }

    Path path() {
        return file.path();
    }

    /** In the order of their names. Throws IllegalStateException if others than the owner may read the file, or it is broken. */
    List<SavedCredential> all() {
        try {
            return new SecretFile(file.path()).read().map(this::parsed).orElse(List.of());
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? notUnderstood(CredentialsFormat.broken("it is not in UTF-8"))
                    : e;
        }
    }

    Optional<SavedCredential> find(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The one of this name; without a name the only one there is. */
    SavedCredential require(@Nullable String name) {
        List<SavedCredential> all = all();
        if (all.isEmpty()) {
            throw notSignedIn("Nothing is saved here: sign in first, for instance by labauth login labarchives.");
        }
        if (name == null && all.size() > 1) {
            throw new IllegalArgumentException("Several credentials are saved: name one of " + names(all) + ".");
        }
        return all.stream()
                .filter(each -> name == null || each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> notSignedIn("There is no saved credential of that name: there is " + names(all) + "."));
    }

    /** Refuses what could not be saved, before something is made that would then be lost: writes the file again as it is. */
    void prepare(String name) {
        SavedCredential.checkName(name);
        locked(() -> {
            List<SavedCredential> all = all();
            write(all);
            return all;
        });
    }

    /** In place of another of the same name, and of those that it ends; gives the names of these. */
    List<String> save(SavedCredential credential) {
        return locked(() -> {
            List<SavedCredential> all = without(credential.name());
            List<SavedCredential> ended = all.stream().filter(credential::ends).toList();
            all.removeAll(ended);
            all.add(credential);
            all.sort(Comparator.comparing(SavedCredential::name));
            write(all);
            return ended.stream().map(SavedCredential::name).toList();
        });
    }

    void forget(String name) {
        locked(() -> {
            List<SavedCredential> rest = without(name);
            write(rest);
            return rest;
        });
    }

    /** Does something while no other process changes the file. */
    <T> T locked(Supplier<T> action) {
        return file.locked(action);
    }

    private List<SavedCredential> without(String name) {
        List<SavedCredential> all = new ArrayList<>(all());
        all.removeIf(each -> each.name().equals(name));
        return all;
    }

    private void write(List<SavedCredential> all) {
        file.write(CredentialsFormat.write(all).reveal());
    }

    private List<SavedCredential> parsed(Secret json) {
        try {
            return CredentialsFormat.read(json);
        } catch (IllegalArgumentException e) {
            throw notUnderstood(e);
        }
    }

    private IllegalStateException notUnderstood(IllegalArgumentException why) {
        return new IllegalStateException(file.path() + " cannot be understood: " + why.getMessage(), why);
    }

    private static AuthenticationException notSignedIn(String message) {
        return new AuthenticationException(Reason.NOT_SIGNED_IN, message, null);
    }

    private static String names(List<SavedCredential> all) {
        return all.stream().map(SavedCredential::name).collect(Collectors.joining(", "));
    }
}

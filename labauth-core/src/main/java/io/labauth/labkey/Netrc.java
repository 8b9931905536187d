package io.labauth.labkey;

import io.labauth.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a netrc file, as ftp, curl and Python read it: {@code machine}, {@code login}, {@code password}, {@code account} in any
 * order and on any lines, {@code default} for all other machines, {@code macdef}, and comments where a keyword may stand.
 *
 * <p>A word that is no keyword is passed over, as ftp does.
 */
final class Netrc {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Entry> entries = new ArrayList<>();
    private final NetrcTokens tokens;

    /** What the file says about one machine, or by default where there is no name; an empty text is the same as none. */
    record Entry(
            @Nullable String machine,
            @Nullable String login,
            @Nullable Secret password) {
        boolean isFor(String host) {
            return host.equalsIgnoreCase(machine);
        }

        boolean isDefault() {
            return machine == null;
        }

        boolean hasLogin(String name) {
            return name.equals(login) && password != null;
        }
    }

    private Netrc(String text) {
        tokens = new NetrcTokens(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /**
     * Reads a file's text.
     *
     * @return the entries in their order
     * @throws IllegalStateException if a quoted word does not end; names the line, never the word
     */
    static List<Entry> parse(String text) {
        Netrc netrc = new Netrc(text);
        netrc.readAll();
        return netrc.entries;
    }

    /** The first entry for a host with this login, else the default one with it. */
    static Optional<Secret> password(List<Entry> entries, String host, String login) {
        return entries.stream()
                .filter(entry -> entry.isFor(host) && entry.hasLogin(login))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry -> entry.isDefault() && entry.hasLogin(login))
                        .findFirst())
                .map(Entry::password);
    }

    private void readAll() {
        for (String word = tokens.next(); word != null; word = tokens.next()) {
            if (word.startsWith("#")) {
                tokens.skipLine();
            } else {
                take(word);
            }
        }
    }

    private void take(String keyword) {
        switch (keyword) {
            case "machine" -> begin(tokens.next());
            case "default" -> entries.add(new Entry(null, null, null));
            case "login" -> change(tokens.next(), null);
            case "password" -> change(null, tokens.next());
            case "account" -> tokens.next();
            case "macdef" -> tokens.skipMacro();
            default -> {
                // Not for us.
            }
        }
    }

    private void begin(@Nullable String machine) {
        if (machine != null) {
            entries.add(new Entry(machine, null, null));
        }
    }

    private void change(@Nullable String login, @Nullable String password) {
        if (entries.isEmpty()) {
            return;
        }
        Entry last = entries.remove(entries.size() - 1);
        entries.add(new Entry(
                last.machine(),
                login == null ? last.login() : login,
                password == null || password.isBlank() ? last.password() : Secret.of(password)));
    }
}

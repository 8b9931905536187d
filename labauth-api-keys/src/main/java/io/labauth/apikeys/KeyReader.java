package io.labauth.apikeys;

import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the key in a request. */
final class KeyReader {
    private static final String PARAMETER = "api_key";
    private static final String USER = "apikey:";

    private final Set<KeyScheme> accepted;

    /**
     * What a request shows.
     *
     * @param text what is presented as a key, also when it is none
     * @param inAddress whether it stands in the address
     */
    record Shown(String text, boolean inAddress) {
        @Override
        public String toString() {
            return "Shown[inAddress=" + inAddress + "]";
        }
    }

    KeyReader(Set<KeyScheme> accepted) {
        this.accepted = accepted;
    }

    /** Every credential that this application would take, and every key in the address, taken or not. */
    List<Shown> read(List<String> authorization, @Nullable String rawQuery) {
        List<Shown> all = new ArrayList<>();
        authorization.forEach(header -> fromHeader(header).ifPresent(key -> all.add(new Shown(key, false))));
        if (rawQuery != null) {
            Stream.of(rawQuery.split("&", -1))
                    .filter(pair -> pair.startsWith(PARAMETER + "="))
                    .forEach(pair -> all.add(new Shown(pair.substring(PARAMETER.length() + 1), true)));
        }
        return all;
    }

    boolean accepts(KeyScheme scheme) {
        return accepted.contains(scheme);
    }

    /** Nothing that a key contains is escaped in a query, and a text that is blank is no key. */
    static Optional<Secret> secret(Shown shown) {
        return shown.text().isBlank() ? Optional.empty() : Optional.of(Secret.of(shown.text()));
    }

    private Optional<String> fromHeader(String header) {
        int space = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
        String rest = header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> accepts(KeyScheme.BEARER) ? Optional.of(rest) : Optional.empty();
            case "apikey" -> accepts(KeyScheme.APIKEY) ? Optional.of(rest) : Optional.empty();
            case "basic" -> accepts(KeyScheme.BASIC) ? fromBasic(rest) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Another user is another's business. */
    private static Optional<String> fromBasic(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return decoded.startsWith(USER) ? Optional.of(decoded.substring(USER.length())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

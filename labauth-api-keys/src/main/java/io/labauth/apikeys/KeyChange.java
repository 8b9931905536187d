package io.labauth.apikeys;

import java.util.Optional;

/**
 * What every node must forget. Written to PostgreSQL's channel as a letter and a text.
 *
 * @param kind what of
 * @param subject the key's id, or the owner; empty for all
 */
record KeyChange(Kind kind, String subject) {
    /** The channel that all nodes listen to. */
    static final String CHANNEL = "labauth_api_key";

    enum Kind {
        KEY('k'),
        OWNER('o'),
        ALL('a');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static KeyChange ofKey(String id) {
        return new KeyChange(Kind.KEY, id);
    }

    static KeyChange ofOwner(String owner) {
        return new KeyChange(Kind.OWNER, owner);
    }

    static KeyChange ofAll() {
        return new KeyChange(Kind.ALL, "");
    }

    String text() {
        return kind.letter + subject;
    }

    /** Empty for a text that no node of this version writes. */
    static Optional<KeyChange> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (!text.isEmpty() && text.charAt(0) == kind.letter) {
                return Optional.of(new KeyChange(kind, text.substring(1)));
            }
        }
        return Optional.empty();
    }
}

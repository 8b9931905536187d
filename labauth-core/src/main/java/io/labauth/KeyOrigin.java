package io.labauth;

import java.nio.file.Path;

/**
 * Where a key was found, so that whoever must replace it knows where to look. Prints well, and never the key.
 *
 * @param kind the kind of place
 * @param name the variable's name, the file's path, or what the kind alone does not say; may be empty
 */
public record KeyOrigin(Kind kind, String name) {
    /** A kind of place where keys are found. */
    public enum Kind {
        /** The program handed the key over itself. */
        ARGUMENT("argument"),
        /** The key stood in the service's address. */
        ADDRESS("the service's address"),
        /** An environment variable held the key. */
        ENVIRONMENT_VARIABLE("environment variable"),
        /** A file held the key. */
        FILE("file"),
        /** The service issued it to this program by a sign-in. */
        SIGN_IN("sign-in");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * The program handed the key over itself.
     *
     * @return prints as {@code argument}
     */
    public static KeyOrigin argument() {
        return new KeyOrigin(Kind.ARGUMENT, "");
    }

    /**
     * The key stood in the query of the service's address.
     *
     * @return prints as {@code the service's address}
     */
    public static KeyOrigin address() {
        return new KeyOrigin(Kind.ADDRESS, "");
    }

    /**
     * An environment variable held the key.
     *
     * @param name the variable's name
     * @return prints for instance as {@code environment variable TILED_API_KEY}
     */
    public static KeyOrigin environmentVariable(String name) {
        return new KeyOrigin(Kind.ENVIRONMENT_VARIABLE, name);
    }

    /**
     * A file held the key.
     *
     * @param file the file
     * @return prints for instance as {@code file /home/ada/.netrc}
     */
    public static KeyOrigin file(Path file) {
        return new KeyOrigin(Kind.FILE, file.toString());
    }

    /**
     * The service issued it to this program by a sign-in.
     *
     * @return prints as {@code sign-in}
     */
    public static KeyOrigin signIn() {
        return new KeyOrigin(Kind.SIGN_IN, "");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind.text : kind.text + " " + name;
    }
}

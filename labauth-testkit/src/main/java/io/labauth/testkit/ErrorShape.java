package io.labauth.testkit;

/** How the service wraps an error; all three have been seen. */
public enum ErrorShape {
    /** {@code <error>} with {@code error-code} and {@code error-description} is the root. */
    ROOT,
    /** The same {@code <error>} inside of the root that a success has, such as {@code <users>}. */
    NESTED,
    /** {@code <error>} is the root, its children are {@code code} and {@code msg}. */
    CODE_AND_MSG
}

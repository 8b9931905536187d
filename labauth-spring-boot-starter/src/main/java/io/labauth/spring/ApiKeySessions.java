package io.labauth.spring;

/** Knows the browser sessions that keys end with. An application whose nodes share sessions may have a bean of its own. */
public interface ApiKeySessions {
    /**
     * Whether a session is there. Asked at each use of a key that ends with it, so that it must be quick.
     *
     * @param handle what {@link #handle} gave for it
     * @return whether it is neither ended nor unknown
     */
    boolean isAlive(String handle);

    /**
     * The name of a session for keys, which is not its id.
     *
     * @param session the session of the current request
     * @return at most 128 characters, always the same for a session
     */
    String handle(jakarta.servlet.http.HttpSession session);
}

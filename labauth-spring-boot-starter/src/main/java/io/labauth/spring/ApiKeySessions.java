package io.labauth.spring;

/**
 * Knows the browser sessions that keys end with. There is one for the servlet container's sessions and one for Spring Session's; an application
 * that keeps sessions elsewhere has a bean of its own, which is told of sign-outs if it is a
 * {@link org.springframework.security.web.authentication.logout.LogoutHandler} too.
 */
public interface ApiKeySessions {
    /**
     * Whether a session is there. Asked at each use of a key that ends with it, so that it must be quick, and must not prolong the session.
     *
     * @param handle what {@link #handle} gave for it
     * @return whether it is neither ended nor unknown
     * @throws io.labauth.ConnectionException when it cannot be told now; then the key is answered with 503
     */
    boolean isAlive(String handle);

    /**
     * The name of a session for keys, which is not its id: it is stored beside them.
     *
     * @param session the session of the current request
     * @return at most 128 characters, always the same for a session
     */
    String handle(jakarta.servlet.http.HttpSession session);
}

package io.labauth.http;

import java.net.http.HttpClient;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The JDK's own log of its HTTP client, which at its finest level has whole URLs in it. */
public final class UrlLog {
    /** Kept here, since {@code java.util.logging} forgets what nobody holds. */
    private static final Logger JDK = Logger.getLogger("jdk.internal.httpclient.debug");

    private UrlLog() {}

    /**
     * Keeps URLs out of the log: "log everything" must not mean "log every code". Whoever wants this very logger sets its level.
     *
     * @param client the client that is about to be used
     * @return the same client
     */
    public static HttpClient silenced(HttpClient client) {
        if (JDK.getLevel() == null) {
            JDK.setLevel(Level.OFF);
        }
        return client;
    }
}

package io.labauth.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** Says what a failure on the way to a service means, without an address or anything else of the request. */
public final class Failures {
    private Failures() {}

    /**
     * Describes a failure.
     *
     * @param e the failure
     * @param setting the setting that holds the service's address, for whoever must check it
     * @return goes on after the service's name: what happened and what to do next
     */
    public static String describe(IOException e, String setting) {
        if (e instanceof HttpTimeoutException) {
            return "did not answer in time: try again later";
        }
        if (e instanceof ConnectException) {
            return "cannot be reached: check the network, the proxy and " + setting;
        }
        if (e instanceof SSLException) {
            return "has no connection that this machine trusts: check the proxy and the certificates";
        }
        return "broke off before its answer was complete: try again later";
    }
}

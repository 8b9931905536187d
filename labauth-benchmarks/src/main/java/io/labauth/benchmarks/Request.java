package io.labauth.benchmarks;

import java.net.URI;

/**
 * A request to a listener on 127.0.0.1.
 *
 * @param port where the listener listens
 * @param method as it stands in the request line
 * @param target path and query, escaped
 * @param host the Host header
 * @param form the body, in the encoding of HTML forms; empty for none
 */
record Request(int port, String method, String target, String host, String form) {
    static Request get(URI address) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Request(address.getPort(), "GET", address.getRawPath() + query, address.getRawAuthority(), "");
    }

    static Request post(URI address, String form) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new Request(address.getPort(), "POST", path, address.getRawAuthority(), form);
    }

    Request withMethod(String other) {
        return new Request(port, other, target, host, form);
    }

    Request withHost(String other) {
        return new Request(port, method, target, other, form);
    }

    /** The same address without its query, as after a redirect. */
    Request to(String location) {
        return new Request(port, "GET", location, host, "");
    }

    String text() {
        String body = form.isEmpty()
                ? ""
                : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + body + "\r\n" + form;
    }
}

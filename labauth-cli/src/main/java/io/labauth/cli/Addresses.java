package io.labauth.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of servers, as people write them. */
final class Addresses {
    private Addresses() {}

    static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, without the text.
        }
        throw new IllegalArgumentException("The server's address is no URL: it looks like https://lab.example.org.");
    }
}

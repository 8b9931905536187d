package io.labauth.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes as they are and reads whatever comes until the other side closes. */
final class RawHttp {
    private static final Pattern LOCATION = Pattern.compile("(?i)\r\nLocation: (\\S+)\r\n");

    private RawHttp() {}

    /** The callback's own request, well formed, with a query. */
    static String get(URI callbackUri, String query) throws IOException {
        return send(
                callbackUri,
                "GET " + callbackUri.getRawPath() + query + " HTTP/1.1\r\nHost: " + callbackUri.getRawAuthority()
                        + "\r\nConnection: close\r\n\r\n");
    }

    /** The callback, and the page that the browser is led to. */
    static String signIn(URI callbackUri, String query) throws IOException {
        return get(location(get(callbackUri, query)), "");
    }

    /** Where an answer leads to. */
    static URI location(String answer) {
        Matcher location = LOCATION.matcher(answer);
        if (!location.find()) {
            throw new AssertionError("No Location in: " + answer);
        }
        return URI.create(location.group(1));
    }

    static String send(URI callbackUri, String request) throws IOException {
        try (Socket socket = connect(callbackUri)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Socket connect(URI callbackUri) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(callbackUri.getHost()), callbackUri.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }
}

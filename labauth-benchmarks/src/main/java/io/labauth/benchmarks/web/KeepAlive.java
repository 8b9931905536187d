package io.labauth.benchmarks.web;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One connection that is used again and again: a client that costs little beside the server that is measured. */
final class KeepAlive implements AutoCloseable {
    private final int port;
    private final Socket socket;
    private final InputStream in;

    KeepAlive(int port) throws IOException {
        this.port = port;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(10_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * An answer without its body.
     *
     * @param status the HTTP status
     * @param headers its lines
     */
    record Answer(int status, List<String> headers) {
        Optional<String> header(String name) {
            return headers(name).stream().findFirst();
        }

        List<String> headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    Answer get(String path, String cookies) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: text/html\r\n"
                + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        Answer answer = new Answer(Integer.parseInt(status.substring(9, 12)), headers);
        skipBody(answer);
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void skipBody(Answer answer) throws IOException {
        if (answer.header("Transfer-Encoding").filter("chunked"::equals).isPresent()) {
            int length;
            do {
                length = Integer.parseInt(line(), 16);
                in.skipNBytes(length);
                line();
            } while (length > 0);
        } else {
            in.skipNBytes(answer.header("Content-Length").map(Long::parseLong).orElse(0L));
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection.");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}

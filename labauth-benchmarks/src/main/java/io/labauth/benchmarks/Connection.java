package io.labauth.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a browser to a listener: small enough to add next to nothing to what is measured. */
final class Connection implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket socket = new Socket();
    private final InputStream input;

    Connection(int port, Duration patience) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), (int) patience.toMillis());
        input = new BufferedInputStream(socket.getInputStream());
    }

    Answer send(Request request) throws IOException {
        sendText(request.text());
        return answer(request.method().equals("HEAD"));
    }

    /** Sends the request, and the one that a redirect asks for, as a browser does. */
    Answer follow(Request request) throws IOException {
        Answer answer = send(request);
        return answer.isRedirect() ? send(request.to(answer.header("location"))) : answer;
    }

    void sendText(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer answer(boolean withoutBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = headers();
        String body = withoutBody ? "" : body(headers);
        return new Answer(status, headers, body);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? input.readAllBytes() : input.readNBytes(Integer.parseInt(length));
        return new String(body, StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.append(new String(input.readNBytes(size), StandardCharsets.UTF_8));
            line();
        }
        line();
        return body.toString();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("The listener closed the connection.");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}

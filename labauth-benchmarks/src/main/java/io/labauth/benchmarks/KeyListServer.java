package io.labauth.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** As much of a Tiled server as it takes to list keys: it makes each while it sends it, and keeps none. */
final class KeyListServer implements AutoCloseable {
    private static final String API = "/api/v1/";

    private final HttpServer server;
    private final int keys;

    private KeyListServer(HttpServer server, int keys) {
        this.server = server;
        this.keys = keys;
    }

    static KeyListServer start(int keys) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KeyListServer server = new KeyListServer(http, keys);
        http.createContext(API, server::discovery);
        http.createContext(API + "auth/whoami", server::list);
        http.start();
        return server;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void discovery(HttpExchange exchange) throws IOException {
        String auth = uri() + API + "auth/";
        byte[] body = ("{\"authentication\":{\"providers\":[{\"provider\":\"toy\",\"mode\":\"internal\",\"links\":{"
                        + "\"auth_endpoint\":\"" + auth + "provider/toy/token\"}}],\"links\":{\"whoami\":\"" + auth
                        + "whoami\",\"apikey\":\"" + auth + "apikey\",\"refresh_session\":\"" + auth
                        + "session/refresh\",\"revoke_session\":\"" + auth + "session/revoke/{session_id}\"}}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
            write(
                    out,
                    "{\"uuid\":\"00000000-0000-4000-8000-000000000000\",\"type\":\"user\",\"identities\":[],\"api_keys\":[");
            for (int i = 0; i < keys; i++) {
                write(out, (i == 0 ? "" : ",") + key(i));
            }
            write(out, "]}");
        }
    }

    private static String key(int number) {
        return "{\"first_eight\":\"" + Integer.toHexString(0x10000000 + number)
                + "\",\"expiration_time\":\"2027-01-01T00:00:00+00:00\",\"note\":\"nightly job " + number
                + "\",\"scopes\":[\"read:metadata\",\"read:data\"],\"latest_activity\":null}";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

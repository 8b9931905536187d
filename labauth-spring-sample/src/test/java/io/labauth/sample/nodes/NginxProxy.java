package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Debian's nginx in front of the nodes: each in turn, whoever asks.
 *
 * <p>A request that a node did not answer goes to the next one. For a callback that is safe, since the nodes consume a login before they spend its
 * code; a POST is not sent again. A node that is slow ({@code timeout}) or fails ({@code http_5xx}) has answered enough.
 */
final class NginxProxy implements AutoCloseable {
    /** Which nodes were asked, as "address" or "address, address". */
    static final String ASKED = "X-Asked";

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr error;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path client; proxy_temp_path proxy;
              fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              upstream nodes { NODES }
              server {
                listen 127.0.0.1:PORT TLS
                location / {
                  proxy_pass http://nodes;
                  proxy_set_header Host $http_host;
                  proxy_connect_timeout 2s;
                  proxy_next_upstream error;
                  add_header X-Asked $upstream_addr always;
                }
              }
            }
            """;

    private final URI home;
    private final Server server;

    private NginxProxy(URI home, Server server) {
        this.home = home;
        this.server = server;
    }

    static NginxProxy start(List<Integer> nodes) {
        return start(nodes, false);
    }

    /** With a certificate that nobody vouches for. */
    static NginxProxy startWithTls(List<Integer> nodes) {
        return start(nodes, true);
    }

    private static NginxProxy start(List<Integer> nodes, boolean tls) {
        int port = Server.freePort();
        String servers = nodes.stream()
                .map(node -> "server 127.0.0.1:" + node + " max_fails=1 fail_timeout=1s;")
                .collect(Collectors.joining(" "));
        try {
            Files.createDirectories(Server.TARGET);
            Path directory = Files.createTempDirectory(Server.TARGET, "nginx");
            Path configuration = directory.resolve("nginx.conf");
            Files.writeString(
                    configuration,
                    CONFIGURATION
                            .replace("NODES", servers)
                            .replace("PORT", Integer.toString(port))
                            .replace(" TLS", tls ? tls(directory) : ";"));
            List<String> command =
                    List.of("/usr/sbin/nginx", "-p", directory.toString(), "-c", configuration.toString());
            URI home = URI.create((tls ? "https" : "http") + "://localhost:" + port + "/");
            return new NginxProxy(
                    home, Server.start(directory.resolve("nginx.log"), Map.of(), command, () -> Server.listens(port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tls(Path directory) throws IOException {
        ThrowAwayCertificate made = ThrowAwayCertificate.in(directory);
        return " ssl; ssl_certificate " + made.certificate() + "; ssl_certificate_key " + made.privateKey() + ";";
    }

    URI home() {
        return home;
    }

    @Override
    public void close() {
        server.stop();
    }
}

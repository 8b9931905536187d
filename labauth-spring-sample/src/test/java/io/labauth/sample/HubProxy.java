package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The npm package configurable-http-proxy as a program: what JupyterHub has in front of everybody's notebooks. */
final class HubProxy implements AutoCloseable {
    private static final String NAME = "configurable-http-proxy";
    private static final String VERSION = "5.3.0";

    private final String token = UUID.randomUUID().toString();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int controlPort = freePort();
    private final Process process;

    private HubProxy(List<String> options) throws IOException, InterruptedException {
        Path folder = NpmPackage.install(NAME, VERSION);
        List<String> command = List.of(
                folder.resolve("node_modules/.bin/" + NAME).toString(),
                "--ip=127.0.0.1",
                "--port=" + port,
                "--api-ip=127.0.0.1",
                "--api-port=" + controlPort);
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(command.stream(), options.stream()).toList())
                .redirectErrorStream(true);
        builder.environment().put("CONFIGPROXY_AUTH_TOKEN", token);
        process = builder.start();
    }

    /** Starts it with options of its command line. */
    static HubProxy start(List<String> options) throws IOException, InterruptedException {
        HubProxy proxy = new HubProxy(options);
        proxy.awaitStart();
        return proxy;
    }

    /** Leads everything below a path to a port of this machine. */
    URI route(String path, int target) throws IOException, InterruptedException {
        assertThat(control(path, "POST", "{\"target\": \"http://127.0.0.1:" + target + "\"}"))
                .isEqualTo(201);
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroy();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        String line = "";
        while (line != null && !line.contains("Proxy API at")) {
            line = output.readLine();
            printed.append(line).append('\n');
        }
        assertThat(line).as(printed.toString()).isNotNull();
    }

    private int control(String path, String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + controlPort + "/api/routes" + path))
                .header("Authorization", "token " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}

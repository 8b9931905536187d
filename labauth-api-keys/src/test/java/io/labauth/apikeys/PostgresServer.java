package io.labauth.apikeys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** Debian's PostgreSQL. It refuses to run as root, so that its data lies where its own user gets to. */
final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Path directory;
    private final boolean asRoot;
    private final int port;
    private final Process server;

    PostgresServer() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("labauth-keys");
        asRoot = Files.getOwner(directory).getName().equals("root");
        if (asRoot) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        port = freePort();
        String data = directory.resolve("data").toString();
        start("initdb", "-D", data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
                .waitFor();
        server = start(
                "postgres",
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        Awaitility.await().ignoreExceptionsInstanceOf(SQLException.class).until(this::answers);
    }

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=10");
        dataSource.setUser(USER);
        return dataSource;
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        server.onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            return connection.isValid(1);
        }
    }

    private Process start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (asRoot) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
        }
        command.add(newestInstalled().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(program + ".log").toFile())
                .start();
    }

    private static Path newestInstalled() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/** Debian's PostgreSQL. It refuses to run as root, so that its data lies where its own user gets to. */
final class PostgresServer implements StoreServer {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final int port = Server.freePort();
    private final Path directory;
    private final Path programs;
    private final boolean asRoot;
    private @Nullable Server server;

    private PostgresServer(Path directory, Path programs, boolean asRoot) {
        this.directory = directory;
        this.programs = programs;
        this.asRoot = asRoot;
    }

    static PostgresServer started() {
        try {
            Path directory = Files.createTempDirectory("labauth-postgres");
            boolean asRoot = Files.getOwner(directory).getName().equals("root");
            if (asRoot) {
                UserPrincipal user = directory
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(USER);
                Files.setOwner(directory, user);
            }
            PostgresServer postgres = new PostgresServer(directory, newestInstalled(), asRoot);
            postgres.initialize();
            postgres.start();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        dataSource.setUser(USER);
        return dataSource;
    }

    @Override
    public String profile() {
        return USER;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("SPRING_DATASOURCE_URL", url(), "SPRING_DATASOURCE_USERNAME", USER);
    }

    @Override
    public void start() {
        server = Server.start(
                directory.resolve("postgres.log"),
                Map.of(),
                command(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"),
                this::answers);
    }

    /** Without waiting for clients to go. */
    @Override
    public void stop() {
        if (server != null) {
            server.signal("INT");
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialize() {
        Server.run(
                directory.resolve("initdb.log"),
                command("initdb", "-D", data(), "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"));
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=5";
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private boolean answers() {
        try (var connection = dataSource().getConnection()) {
            return connection.isValid(1);
        } catch (java.sql.SQLException e) {
            return false;
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (asRoot) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path newestInstalled() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }
}

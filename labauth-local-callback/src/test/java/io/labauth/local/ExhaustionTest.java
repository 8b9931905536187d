package io.labauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Callback;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A program whose file handles run out while it waits for somebody to sign in. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ExhaustionTest {
    private static final int HANDLES = 200;

    private final List<Socket> crowd = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @Test
    void aLogin_whenHandlesRunOutAndComeBack_succeeds() throws Exception {
        Process program = start(Waiting.class);
        BufferedReader printed = program.inputReader();
        URI callbackUri = URI.create(printed.readLine());

        for (int i = 0; i < HANDLES * 2; i++) {
            crowd.add(RawHttp.connect(callbackUri));
        }
        leave();
        String answer = RawHttp.get(callbackUri, "?code=Ada");

        assertThat(answer).startsWith("HTTP/1.1 303");
        assertThat(printed.readLine()).isEqualTo("Ada");
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void theFirstLogin_whenHandlesHadRunOut_succeedsOnceTheyAreBack() throws Exception {
        Process program = start(Starting.class);

        assertThat(new String(program.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly("java.lang.IllegalStateException", "Ada");
        assertThat(program.waitFor()).isZero();
    }

    private static Process start(Class<?> program) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + HANDLES + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Gives handles back one by one, prints how its logins fail until then, and who came by the first that does not. */
    static final class Starting {
        private Starting() {}

        public static void main(String[] args) throws IOException {
            LocalLogin<String> login = LocalLogin.with(new StubProvider());
            loadWhatNeedsHandles();
            Deque<FileInputStream> handles = takeAll();
            Set<String> failures = new TreeSet<>();
            String user = signIn(login, failures);
            while (user == null && !handles.isEmpty()) {
                handles.pop().close();
                user = signIn(login, failures);
            }
            failures.forEach(System.out::println);
            System.out.println(user);
        }

        /** What the JDK forgets for ever when it cannot open it: jars, its own libraries, and classes in folders. */
        private static void loadWhatNeedsHandles() throws IOException {
            Selector.open().close();
            ServerSocketChannel.open().close();
            for (Class<?> one : List.of(LocalLogin.class, Callback.class)) {
                Path folder = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().getPath());
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(file -> folder.relativize(file).toString())
                            .filter(name -> name.endsWith(".class"))
                            .forEach(name -> load(name.replace(".class", "").replace('/', '.')));
                }
            }
            load("not.in.any.Jar");
        }

        private static void load(String name) {
            try {
                Class.forName(name, false, Starting.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                // Each jar was opened to look for it.
            }
        }

        private static Deque<FileInputStream> takeAll() {
            Deque<FileInputStream> handles = new ArrayDeque<>();
            try {
                while (true) {
                    handles.push(new FileInputStream("/dev/null"));
                }
            } catch (IOException e) {
                return handles;
            }
        }

        private static @Nullable String signIn(LocalLogin<String> login, Set<String> failures) {
            try (var listening = login.open()) {
                listening.submit(listening.callbackUri() + "?code=Ada");
                return listening.await();
            } catch (RuntimeException | Error e) {
                failures.add(e.getClass().getName());
                return null;
            }
        }
    }

    /** Prints its callback's address, waits, and prints who came. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] args) {
            try (var login = LocalLogin.with(new StubProvider()).open()) {
                System.out.println(login.callbackUri());
                System.out.println(login.await());
            }
        }
    }
}

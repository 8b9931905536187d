package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.tiled.Tiled;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that share the file with the tokens of one sign-in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TiledTokenFileTest {
    private static final Duration LATER = Duration.ofMinutes(20);
    private static final int PROGRAMS = 3;

    @TempDir
    private Path directory;

    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void stop() {
        programs.forEach(Process::destroyForcibly);
    }

    @Test
    void refresh_whenSeveralProgramsNeedItAtOnce_happensOnceAndServesAll() throws Exception {
        SettableClock clock = new SettableClock(Instant.now());
        try (FakeTiled fake = FakeTiled.builder().clock(clock).start()) {
            UUID ada = fake.addUser("ada", "swordfish");
            Tiled signedIn = tiled(fake.uri(), file(), clock).signIn("ada", Secret.of("swordfish"));
            clock.advance(LATER);
            for (int i = 0; i < PROGRAMS; i++) {
                programs.add(start(fake.uri()));
            }

            for (Process program : programs) {
                assertThat(program.inputReader().readLine()).isEqualTo("ready");
            }
            for (Process program : programs) {
                go(program);
            }

            for (Process program : programs) {
                BufferedReader printed = program.inputReader();
                assertThat(printed.readLine()).isEqualTo(ada.toString());
            }
            assertThat(fake.calls().count("auth/session/refresh")).isOne();
            assertThat(signedIn.whoAmI().uuid()).isEqualTo(ada);
            assertThat(fake.calls().count("auth/session/refresh")).isOne();
        }
    }

    private Path file() {
        return directory.resolve("tokens");
    }

    private static void go(Process program) throws IOException {
        program.outputWriter().write("\n");
        program.outputWriter().flush();
    }

    private Process start(URI service) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        service.toString(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Tiled tiled(URI service, Path file, Clock clock) {
        return Tiled.builder(service).tokenFile(file).clock(clock).connect();
    }

    /** Asks who is signed in, when it is told to. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            Clock later = Clock.offset(Clock.systemUTC(), LATER);
            Tiled tiled = tiled(URI.create(args[0]), Path.of(args[1]), later);
            System.out.println("ready");
            if (System.in.read() >= 0) {
                System.out.println(tiled.whoAmI().uuid());
            }
        }
    }
}

package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Process program = start();
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

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + HANDLES + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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

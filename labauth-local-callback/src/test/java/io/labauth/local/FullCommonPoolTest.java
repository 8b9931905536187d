package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that has filled the JVM's common pool with its own waiting still gets its user. */
@Timeout(60)
class FullCommonPoolTest {
    @ParameterizedTest
    @ValueSource(strings = {"await", "completion"})
    void aLogin_whoseBrowserDoesNotComeForThePage_endsAllTheSame(String how) throws Exception {
        Process program = start(how);
        BufferedReader printed = program.inputReader();
        URI callbackUri = URI.create(printed.readLine());

        RawHttp.get(callbackUri, "?code=Ada");

        assertThat(printed.readLine()).isEqualTo("Ada");
        assertThat(program.waitFor()).isZero();
    }

    private static Process start(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // With one thread, as on two cores, JDK 17 does not use the pool.
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Fills the pool, prints its callback's address, waits, and prints who came. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(Busy::waitForEver);
            }
            try (var login = LocalLogin.with(new StubProvider()).open()) {
                System.out.println(login.callbackUri());
                System.out.println(
                        args[0].equals("await")
                                ? login.await()
                                : login.completion().toCompletableFuture().join());
            }
        }

        private static void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

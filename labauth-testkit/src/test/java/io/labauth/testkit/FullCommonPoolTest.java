package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.ConnectionException;
import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program that has filled the JVM's common pool with its own waiting still signs in, and still in time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(FakeLabArchivesExtension.class)
class FullCommonPoolTest {
    private static final String EMAIL = "ada@example.org";

    @Test
    void login_whenTheCommonPoolIsFull_succeeds(FakeLabArchives fake) throws Exception {
        fake.addUser(EMAIL, "Ada Löwe", "Gels");

        assertThat(run(fake, Duration.ofSeconds(45))).isEqualTo(EMAIL);
    }

    @Test
    void login_whenTheCommonPoolIsFullAndTheServiceSlow_isGivenUpInTime(FakeLabArchives fake) throws Exception {
        fake.addUser(EMAIL, "Ada Löwe", "Gels");
        fake.behaviour().failNext("user_access_info", Fault.delay(Duration.ofSeconds(50)), 1);

        assertThat(run(fake, Duration.ofSeconds(5))).isEqualTo("ConnectionException");
    }

    private static String run(FakeLabArchives fake, Duration timeout) throws IOException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // With one thread, as on two cores, JDK 17 does not use the pool.
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName(),
                        fake.apiUrl().toString(),
                        fake.accessKeyId(),
                        fake.accessPassword(),
                        fake.issueCode(EMAIL),
                        timeout.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            program.destroyForcibly();
        }
    }

    /** Fills the pool and signs in. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(Busy::waitForEver);
            }
            LabArchives labArchives = LabArchives.builder(args[1], Secret.of(args[2]))
                    .apiUrl(URI.create(args[0]))
                    .timeout(Duration.parse(args[4]))
                    .build();
            try {
                System.out.println(labArchives.login(EMAIL, args[3]).email());
            } catch (ConnectionException e) {
                System.out.println(e.getClass().getSimpleName());
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

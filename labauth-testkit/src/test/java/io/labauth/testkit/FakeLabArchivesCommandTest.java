package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FakeLabArchivesCommandTest {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch announced = new CountDownLatch(1);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void run_printsWhatAnApplicationNeedsAndServesUntilStopped() throws Exception {
        CompletableFuture<Integer> running = start(
                "--port=0", "--access-key-id=key", "--access-password=it's", "--user=email=ada@example.org,name=Ada");

        assertThat(out.toString())
                .contains("export ACCESS_KEYID=key", "export ACCESS_PWD='it'\\''s'")
                .containsPattern("Users and tokens: http://127\\.0\\.0\\.1:\\d+/");
        SignedClient client =
                new SignedClient(printedApiUrl(), "key", "it's", java.time.Clock.systemUTC(), "HmacSHA512");
        assertThat(client.resume("x").body()).contains("4507");
        stop.countDown();
        assertThat(running.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void run_whenNoUserIsGiven_hasTheDemoUsers() throws Exception {
        CompletableFuture<Integer> running = start("--port=0");

        assertThat(homePage()).contains("Mara Lindqvist", "tomas.okafor+beamline@example.org");
        stop.countDown();
        running.get(10, TimeUnit.SECONDS);
    }

    @Test
    void run_whenUsersAreGiven_hasThoseOnly() throws Exception {
        CompletableFuture<Integer> running = start(
                "--port=0",
                "--user",
                "email=ada@example.org,name=Brandt, Ada,notebook=Optics,notebook=Vacuum, hot",
                "--user",
                "email=ben@example.org");

        assertThat(homePage())
                .contains("Brandt, Ada", "Optics · Vacuum, hot", "ben@example.org")
                .doesNotContain("Mara");
        stop.countDown();
        running.get(10, TimeUnit.SECONDS);
    }

    @Test
    void run_whenThePortIsTaken_namesTheOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int exitCode = commandLine().execute("--port", String.valueOf(taken.getLocalPort()));

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString())
                    .contains("Port " + taken.getLocalPort(), "--port")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--port=abc", "--port=70000", "--user=name=Ada", "--user=Ada", "stray"})
    void run_whenAnOptionIsBad_saysSoInOneLine(String option) {
        int exitCode = commandLine().execute(option);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).startsWith("fake-labarchives: ").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void run_whenAskedForHelp_tellsTheOptions() {
        assertThat(commandLine().execute("--help")).isZero();

        assertThat(out.toString()).contains("--port", "--access-key-id", "--access-password", "--user", "8090");
    }

    @Test
    void demoUsers_haveNotebooksAndOneHardAddress() {
        assertThat(FakeLabArchives.demoUsers())
                .hasSize(3)
                .allSatisfy(user -> assertThat(user.notebooks()).hasSizeGreaterThan(1))
                .allSatisfy(user -> assertThat(user.email()).endsWith("@example.org"))
                .anySatisfy(user -> assertThat(user.email()).contains("+"));
    }

    private CommandLine commandLine() {
        PrintWriter announcing = new PrintWriter(out) {
            @Override
            public void flush() {
                super.flush();
                announced.countDown();
            }
        };
        return FakeLabArchivesCommand.commandLine(stop).setOut(announcing).setErr(new PrintWriter(err, true));
    }

    private CompletableFuture<Integer> start(String... arguments) throws InterruptedException {
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(() -> commandLine().execute(arguments));
        assertThat(announced.await(20, TimeUnit.SECONDS)).as(err.toString()).isTrue();
        return running;
    }

    private URI printedApiUrl() {
        Matcher printed = Pattern.compile("export API_URL=(\\S+)").matcher(out.toString());
        assertThat(printed.find()).isTrue();
        return URI.create(printed.group(1));
    }

    private String homePage() throws Exception {
        return SignedClient.send(
                        HttpRequest.newBuilder(printedApiUrl().resolve("/")).build())
                .body();
    }
}

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.cli.Program.Result;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabArchivesExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FakeLabArchivesExtension.class)
class LabArchivesLoginIT {
    private static final String ADA = "ada@example.org";

    @TempDir
    private Path home;

    private FakeLabArchives fake;
    private Program labauth;

    @BeforeEach
    void configure(FakeLabArchives labArchives) {
        fake = labArchives;
        fake.addUser(ADA, "Ada Brandt", "Optics");
        labauth = new Program(home)
                .with("API_URL", fake.apiUrl().toString())
                .with("ACCESS_KEYID", fake.accessKeyId())
                .with("ACCESS_PWD", fake.accessPassword());
    }

    @Test
    void login_inTheBrowser_keepsTheCredential() throws Exception {
        Process process = labauth.start("login", "labarchives", "--no-browser", "--json");
        CompletableFuture<String> out = Program.text(process.getInputStream());

        try (BufferedReader err = process.errorReader()) {
            URI callback = fake.signIn(Program.link(err), ADA);
            assertThat(get(callback)).contains("Ada Brandt");
            err.lines().forEach(line -> assertThat(line).doesNotContain("auth_code"));
        }

        assertThat(Program.exitCode(process)).isZero();
        assertThat(out.join())
                .startsWith("{\"name\":\"labarchives\",\"service\":\"labarchives\"")
                .contains("\"person\":\"Ada Brandt <ada@example.org>\"");
        assertThat(file()).contains("\"uid\"").doesNotContain(fake.accessPassword());
    }

    @Test
    void login_whenItCouldNotBeSaved_asksNobody() {
        Result result = labauth.run("login", "labarchives", "--save", "../x");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("name is 1 to 64 letters").doesNotContain("http");
    }

    @Test
    void login_whenThePersonRefuses_endsWithThree() throws Exception {
        Process process = labauth.start("login", "labarchives", "--no-browser");

        try (BufferedReader err = process.errorReader()) {
            get(fake.refuse(Program.link(err)));
            assertThat(err.lines()).last().asString().startsWith("labauth: The sign-in was refused");
        }

        assertThat(Program.exitCode(process)).isEqualTo(3);
    }

    @Test
    void login_whenNobodyComes_endsWithThree() {
        Result result = labauth.run("login", "labarchives", "--no-browser", "--timeout", "1s");

        assertThat(result.err())
                .contains("and run\n      labauth login labarchives --email", "labauth: Nobody signed in in time.")
                .contains("Run this in a terminal, and that page's address can be pasted here.")
                .doesNotContain("login(email", "submit(", "open()");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void login_withQr_showsTheAddressAsAPictureToo() {
        Result result = labauth.run("login", "labarchives", "--no-browser", "--qr", "--timeout", "1s");

        assertThat(result.err()).containsPattern("[█▀▄]{8}").contains("  http");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void login_withIsolated_opensAWindowOfItsOwnAndClosesIt() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path arguments = bin.resolve("arguments");
        assertThat(Program.exitCode(new Program(home).start(List.of("mkfifo", arguments.toString()))))
                .isZero();
        Path browser = Files.writeString(
                bin.resolve("chromium"), "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + arguments + "\nexec sleep 60\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        Process process = labauth.with("PATH", bin + ":/usr/bin:/bin")
                .with("DISPLAY", ":0")
                .start("login", "labarchives", "--isolated");

        try (BufferedReader err = process.errorReader()) {
            URI link = Program.link(err);
            List<String> told = Files.readAllLines(arguments);
            Path profile = Path.of(told.get(0).replace("--user-data-dir=", ""));
            assertThat(told).last().isEqualTo(link.toString());
            assertThat(profile).exists();
            get(fake.signIn(link, ADA));
            assertThat(Program.exitCode(process)).isZero();
            assertThat(profile).doesNotExist();
        }
    }

    @Test
    void logout_withForgetOnly_asksNobody() {
        labauth.reading(fake.issueToken(ADA)).run("login", "labarchives", "--email", ADA, "--token-stdin");
        int before = fake.calls().all().size();

        Result result = labauth.run("logout", "labarchives", "--forget-only");

        assertThat(result.out()).startsWith("Forgot labarchives.");
        assertThat(fake.calls().all()).hasSize(before);
        assertThat(labauth.run("whoami").exitCode()).isEqualTo(3);
    }

    @Test
    void login_byTokenFromTheStandardInput_asksNoBrowser() {
        Result result = labauth.reading(fake.issueToken(ADA) + "\n")
                .run("login", "labarchives", "--email", ADA, "--token-stdin");

        assertThat(result.out())
                .isEqualTo(
                        "Signed in to LabArchives as Ada Brandt <ada@example.org>. Kept under the name labarchives.\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void login_byAWrongToken_endsWithThreeAndShowsItNowhere() {
        Result result = labauth.reading("sesame").run("login", "labarchives", "--email", ADA, "--token-stdin", "-v");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains("External App authentication", "    at ")
                .doesNotContain("sesame");
    }

    @Test
    void login_whenTheStandardInputIsEmpty_isAUsageError() {
        Result result = labauth.run("login", "labarchives", "--email", ADA, "--token-stdin");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("is not the token");
    }

    @Test
    void login_withoutATerminalAndWithoutToken_saysHowToGiveIt() {
        Result result = labauth.run("login", "labarchives", "--email", ADA);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--token-stdin");
    }

    @Test
    void login_whenTheAccessKeyIsMissing_saysWhereItIsLookedFor() {
        Result result = new Program(home).run("login", "labarchives", "--no-browser");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("ACCESS_KEYID", ".env");
    }

    @Test
    void login_takesTheAccessKeyFromTheEnvFileHere() throws IOException {
        Files.writeString(
                home.resolve(".env"),
                "API_URL=" + fake.apiUrl() + "\nACCESS_KEYID=" + fake.accessKeyId() + "\nACCESS_PWD="
                        + fake.accessPassword() + "\n");

        Result result = new Program(home)
                .reading(fake.issueToken(ADA))
                .run("login", "labarchives", "--email", ADA, "--token-stdin", "--save", "mine");

        assertThat(result.out()).contains("Kept under the name mine.");
    }

    @Test
    void login_whenThePortIsTaken_namesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Result result =
                    labauth.run("login", "labarchives", "--no-browser", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void login_whenTheServiceIsNone_namesThoseThatAre() {
        Result result = labauth.run("login", "gitlab");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("labarchives, tiled", "orcid");
    }

    @Test
    void whoami_asksTheService() {
        signIn();

        Result result = labauth.run("whoami");

        assertThat(result.out().lines())
                .containsExactly(
                        "NAME         SERVICE      PERSON                        ADDRESS"
                                + " ".repeat(fake.apiUrl().toString().length() - 7 + 2) + "ACCEPTED",
                        "labarchives  labarchives  Ada Brandt <ada@example.org>  " + fake.apiUrl() + "  yes");
        assertThat(fake.calls().count("user_info_via_id")).isEqualTo(1);
    }

    @Test
    void whoami_whenTheUidHasEnded_endsWithThree() {
        signIn();
        fake.revoke(fake.users().get(0).uid());

        Result result = labauth.run("whoami", "--json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("\"accepted\":false", "\"problem\":\"");
    }

    @Test
    void whoami_whenTheServiceFails_endsWithFive() {
        signIn();
        fake.behaviour().failNext(io.labauth.testkit.Fault.status(404), 1);

        assertThat(labauth.run("whoami").exitCode()).isEqualTo(5);
    }

    @Test
    void whoami_whenNobodyIsSignedIn_endsWithThree() {
        Result result = labauth.run("whoami");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("labauth login");
    }

    @Test
    void whoami_withAnotherAccessKey_saysSoBeforeAsking() {
        signIn();
        int before = fake.calls().total();

        Result result = labauth.with("ACCESS_KEYID", "other").run("whoami");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("another access key");
        assertThat(fake.calls().total()).isEqualTo(before);
    }

    @Test
    void whoami_withTheApplicationSecretKept_needsNoEnvironment() throws IOException {
        labauth.reading(fake.issueToken(ADA))
                .run("login", "labarchives", "--email", ADA, "--token-stdin", "--keep-application-secret");

        assertThat(new Program(home).run("whoami").exitCode()).isZero();
        assertThat(file()).contains(fake.accessPassword());
    }

    @Test
    void whoami_whenOthersMayReadTheFile_refuses() throws IOException {
        signIn();
        Files.setPosixFilePermissions(
                home.resolve(".config/labauth/credentials.json"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        Result result = labauth.run("whoami");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("chmod 600");
    }

    @Test
    void logout_forgetsAndSaysWhatLivesOn() throws IOException {
        signIn();

        Result result = labauth.run("logout");

        assertThat(result.out()).startsWith("Forgot labarchives. LabArchives goes on accepting");
        assertThat(file()).doesNotContain("\"uid\"");
        assertThat(labauth.run("logout").exitCode()).isEqualTo(3);
    }

    @Test
    void exec_givesTheProgramTheCredentialAndPassesItsExitCodeOn() {
        signIn();

        Result result = labauth.run("exec", "labarchives", "--", "/bin/sh", "-c", "echo $LABARCHIVES_UID; exit 7");

        assertThat(result.out()).isEqualTo(fake.users().get(0).uid() + "\n");
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    void exec_whenTheProgramIsMissing_saysSo() {
        signIn();

        Result result = labauth.run("exec", "labarchives", "--", "/no/such/program");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("/no/such/program");
    }

    private void signIn() {
        Result result = new Program(home)
                .with("API_URL", fake.apiUrl().toString())
                .with("ACCESS_KEYID", fake.accessKeyId())
                .with("ACCESS_PWD", fake.accessPassword())
                .reading(fake.issueToken(ADA))
                .run("login", "labarchives", "--email", ADA, "--token-stdin");
        assertThat(result.exitCode()).describedAs(result.err()).isZero();
    }

    private String file() throws IOException {
        return Files.readString(home.resolve(".config/labauth/credentials.json"));
    }

    private static String get(URI address) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}

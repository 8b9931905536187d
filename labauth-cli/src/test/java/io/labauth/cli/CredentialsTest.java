package io.labauth.cli;

import static io.labauth.cli.SavingProgram.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.labauth.AuthenticationException;
import io.labauth.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void save_whenNothingIsThere_makesAFileForItsOwnerAlone() throws IOException {
        Credentials credentials = new Credentials(folder.resolve("deep/labauth"));

        credentials.save(credential("ash"));

        assertThat(credentials.all()).containsExactly(credential("ash"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void save_whenTheNameIsThere_replacesIt() {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("ash"));

        credentials.save(credential("ash").withSecret("key", Secret.of("other")));

        assertThat(credentials.all()).hasSize(1);
        assertThat(credentials.require("ash").requireSecret("key")).isEqualTo(Secret.of("other"));
    }

    @Test
    void all_whenOthersMayReadTheFile_isRefused() throws IOException {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("ash"));
        Files.setPosixFilePermissions(credentials.path(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatIllegalStateException()
                .isThrownBy(credentials::all)
                .withMessageContaining("chmod 600")
                .withMessageContaining(credentials.path().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"version\":2,\"credentials\":[]}", "sesame", "{\"sesame\":1}"})
    void all_whenTheFileIsBroken_namesItAndTheRemedyWithoutShowingIt(String content) throws IOException {
        Credentials credentials = new Credentials(folder);
        write(content.getBytes(StandardCharsets.UTF_8));

        assertThatIllegalStateException()
                .isThrownBy(credentials::all)
                .withMessageStartingWith(credentials.path() + " cannot be understood: ")
                .withMessageContaining("move the file away, and sign in again")
                .satisfies(problem -> assertThat(problem).hasMessageNotContaining("sesame"))
                .satisfies(problem -> assertThat(StackText.of(problem)).doesNotContain("sesame"));
    }

    @Test
    void all_whenTheFileIsNotInUtf8_saysSo() throws IOException {
        write(new byte[] {'{', (byte) 0xff, (byte) 0xfe});

        assertThatIllegalStateException()
                .isThrownBy(() -> new Credentials(folder).all())
                .withMessageContaining("cannot be understood: it is not in UTF-8.");
    }

    @Test
    void save_whenTheFileIsBroken_leavesItAsItIs() throws IOException {
        byte[] edited = "{\"version\":1,\"credentials\":[{}]}".getBytes(StandardCharsets.UTF_8);
        write(edited);
        Credentials credentials = new Credentials(folder);

        assertThatIllegalStateException().isThrownBy(() -> credentials.save(credential("ash")));
        assertThatIllegalStateException().isThrownBy(() -> credentials.forget("ash"));

        assertThat(credentials.path()).hasBinaryContent(edited);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void all_whenTheFileIsEmpty_areNone() throws IOException {
        write(new byte[0]);

        assertThat(new Credentials(folder).all()).isEmpty();
    }

    @Test
    void prepare_whenTheFileIsOpenToOthers_isRefused() throws IOException {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("ash"));
        Files.setPosixFilePermissions(credentials.path(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatIllegalStateException().isThrownBy(() -> credentials.prepare("other"));
    }

    @Test
    void forget_leavesTheOthers() {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("a"));
        credentials.save(credential("b"));

        credentials.forget("a");

        assertThat(credentials.all()).extracting(SavedCredential::name).containsExactly("b");
    }

    @Test
    void require_whenNothingIsSaved_saysHowToSignIn() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> new Credentials(folder).require(null))
                .withMessageContaining("labauth login");
    }

    @Test
    void require_withoutAName_isTheOnlyOne() {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("a"));

        assertThat(credentials.require(null).name()).isEqualTo("a");

        credentials.save(credential("b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> credentials.require(null))
                .withMessageContaining("a, b");
    }

    @Test
    void require_whenTheNameIsUnknown_tellsThoseThatAreThere() {
        Credentials credentials = new Credentials(folder);
        credentials.save(credential("a"));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> credentials.require("x"))
                .withMessageContaining("there is a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "../x", "a b", "a/b", "ä"})
    void name_whenItIsNoName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> credential(name));
    }

    @Test
    void credential_showsNoSecret() {
        assertThat(credential("a").toString()).doesNotContain("sesame");
        assertThat(credential("a").shown().toString()).doesNotContain("sesame");
    }

    @Test
    void save_byTwoProcessesAtOnce_losesNothing() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SavingProgram.class.getName(),
                        folder.toString(),
                        "theirs-",
                        "40")
                .inheritIO()
                .start();

        for (int i = 0; i < 40 || other.isAlive(); i++) {
            new Credentials(folder).save(credential("ours-" + i % 40));
        }

        assertThat(Program.exitCode(other)).isZero();
        assertThat(new Credentials(folder).all()).hasSize(80);
    }

    @Test
    void credential_whenItIsReadAgain_isTheSame() {
        SavedCredential credential = new SavedCredential(
                "lab",
                Service.LABARCHIVES,
                "https://api.labarchives.com/api",
                "Ada “A” Brandt",
                Instant.parse("2026-11-22T10:11:12Z"),
                Map.of("accessKeyId", "x"),
                Map.of("uid", Secret.of("28Ho's9^Lt41,x")));

        new Credentials(folder).save(credential);

        assertThat(new Credentials(folder).require("lab")).isEqualTo(credential);
    }

    private void write(byte[] content) throws IOException {
        Files.write(
                Files.createFile(
                        folder.resolve("credentials.json"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                content);
    }
}

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command line that is not as it should be: one sentence, and where to look. */
class UsageTest {
    @TempDir
    private Path home;

    private final Recorded recorded = new Recorded("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys lst | There is no command keys lst.",
                "help | There is no command help.",
                "fake labkey | There is no command fake labkey.",
                "login | login needs SERVICE.",
                "exec | exec needs NAME.",
                "exec night | exec needs COMMAND.",
                "completion | completion needs SHELL.",
                "keys list | keys list needs --service SERVICE.",
                "keys list --service | keys list needs --service SERVICE.",
                "login tiled --timeout | login needs --timeout TIME.",
                "login tiled --nobrowser | login has no option --nobrowser.",
                "--foo | labauth has no option --foo.",
                "keys | Which command? keys has list, create, revoke, generate.",
                "doctor --port 65536 | Invalid value for option '--port': write a port as a number up to 65535.",
                "login tiled --port x | Invalid value for option '--port': write a port as a number up to 65535.",
                "login tiled --timeout 0 | Invalid value for option '--timeout': write a time as 90s, 5m or 1h30m."
            })
    void commandLine_whenItIsWrong_isToldInASentence(String arguments, String sentence) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.USAGE);

        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err())
                .startsWith("labauth: " + sentence + " See: labauth")
                .contains(" --help\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login labarchives --email ada@example.org --token-stdin --port 8089",
                "login labarchives --email ada@example.org --timeout 1m",
                "login labarchives --email ada@example.org --no-browser",
                "login orcid --client-id x --device --port 8089",
                "login orcid --client-id x --device --isolated",
                "login orcid --client-id x --device --no-browser",
                "login labkey https://labkey.example.org --timeout 1m",
                "login ash --no-browser"
            })
    void option_thatWouldHaveNoEffect_isRefused(String arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.USAGE);

        assertThat(recorded.err()).contains(" is for ", ": leave it out.");
    }

    @Test
    void login_whereTheHostsNameIsTooLongToKeepItUnder_isRefusedBeforeAnybodyIsAsked() {
        run("login https://" + "a".repeat(63) + ".example.org --client-id x");

        assertThat(recorded.err()).startsWith("labauth: A credential's name is 1 to 64");
    }

    @Test
    void command_whenItIsNearlyOne_isGuessed() {
        run("keys lst");

        assertThat(recorded.err().lines()).last().isEqualTo("Did you mean: list?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whoami night sesame",
                "logout night sesame",
                "keys generate sesame",
                "login tiled https://tiled.example.org sesame",
                "login tiled --tokn=sesame",
                "login tiled --port sesame",
                "keys create --service tiled --expires-in sesame"
            })
    void value_whichMayBeASecretInTheWrongPlace_isNotRepeated(String arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.USAGE);

        assertThat(recorded.err()).startsWith("labauth: ").doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10m", "30d", "never", "3600", "1y 3d"})
    void expiry_whenSomeServiceReadsIt_isTaken(String time) throws Exception {
        assertThat(new ExpiryOption().convert(time)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labarchives https://x.example | LabArchives takes no address here: leave it out, and set API_URL.",
                "orcid https://x.example | There is an argument too many: leave out what stands behind the service.",
                "https://x.example y --key | There is an argument too many: leave out what stands behind the service.",
                "labarchives --device | --device is for Tiled and OAuth servers, not for LabArchives: leave it out.",
                "labarchives --client-id x | --client-id is for OAuth servers, not for LabArchives: leave it out.",
                "labarchives --key | --key is for keys that exist, not for LabArchives: leave it out.",
                "labarchives --token-stdin | Whose token? Give the person's address too: --email ADDRESS.",
                "tiled https://x.example --email a | --email is for LabArchives, not for Tiled: leave it out.",
                "tiled https://x.example --port 8089 | --port is for LabArchives and OAuth servers, not for Tiled: leave it out.",
                "orcid --username ada | --username is for Tiled, not for OAuth servers: leave it out.",
                "ash --scope x | --scope is for OAuth servers, not for keys that exist: leave it out.",
                "https:// | The server's address is no URL: it looks like https://lab.example.org.",
                "tiled | Which Tiled server? Write its address",
                "labkey | Which server? Write its address",
                "oauth | There is no service oauth. It is labarchives, tiled,",
                "application | There is no service application. It is labarchives, tiled,"
            })
    void login_withWhatTheServiceDoesNotTake_saysSoBeforeAnybodyIsAsked(String arguments, String sentence) {
        assertThat(run("login " + arguments)).isEqualTo(ExitCodes.USAGE);

        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err()).startsWith("labauth: " + sentence).hasLineCount(1);
    }

    @Test
    void login_atLabArchivesWithoutAnAccessKey_saysHowToTryWithout() {
        assertThat(run("login labarchives")).isEqualTo(ExitCodes.USAGE);

        assertThat(recorded.err()).contains("ACCESS_KEYID", "labauth fake labarchives");
    }

    private int run(String arguments) {
        return LabAuthCommand.run(recorded.invocation(home), arguments.split(" ", -1));
    }
}

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for every command and every option. */
class OptionsTest {
    @TempDir
    private static Path home;

    static Stream<CommandLine> commands() {
        return all(LabAuthCommand.withAllCommands(new Recorded("").invocation(home)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_isDescribedAndHelps(CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(command.getCommandSpec().findOption("--help")).isNotNull();
        assertThat(command.getCommandSpec().findOption("--verbose")).isNotNull();
        assertThat(command.getUsageMessage()).startsWith("Usage: labauth");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_fitsATerminalOf80Columns(CommandLine command) {
        assertThat(command.getUsageMessage(Ansi.OFF).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_endsWithExamplesThatAreCommands(CommandLine command) {
        String help = command.getUsageMessage(Ansi.OFF);

        assertThat(help.substring(help.indexOf("\nExamples:")).lines().filter(line -> line.startsWith("  ")))
                .isNotEmpty()
                .allMatch(line -> line.contains(command.getCommandSpec().qualifiedName()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void example_isACommandLineThatCanBeRead(CommandLine command) {
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.startsWith("  labauth ")) {
                String[] words = line.strip()
                        .replaceFirst(" (<|\\|| {2,}).*", "")
                        .replace("Night job", "Night_job")
                        .split(" ", -1);

                LabAuthCommand.withAllCommands(new Recorded("").invocation(home))
                        .parseArgs(Arrays.copyOfRange(words, 1, words.length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "logout", "whoami", "exec", "doctor", "keys list", "keys create", "keys revoke"})
    void help_ofACommandThatAsksAService_tellsTheExitCodes(String path) {
        assertThat(named(path).getUsageMessage(Ansi.OFF))
                .contains("\nExit codes:\n")
                .containsPattern("\n  3 +\\S|\n  2 +\\S");
    }

    @Test
    void list_ofCommands_hasALineForEach() {
        CommandLine all = LabAuthCommand.withAllCommands(new Recorded("").invocation(home));

        assertThat(all.getUsageMessage(Ansi.OFF).lines().filter(line -> line.matches("  [a-z]+ {2,}[A-Z].*\\.")))
                .hasSize(Commands.NAMES.size());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void option_isDescribed(CommandLine command) {
        assertThat(command.getCommandSpec().args())
                .allSatisfy(arg -> assertThat(arg.description()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void option_takesNoSecretAsItsValue(CommandLine command) {
        assertThat(command.getCommandSpec().options())
                .filteredOn(option -> option.arity().max() > 0)
                .flatExtracting(option -> List.of(option.names()))
                .noneMatch(name -> name.matches(".*(token|password|secret|key|code).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "whoami",
                "logout",
                "doctor",
                "keys list",
                "keys create",
                "keys revoke",
                "keys generate",
                "fake labarchives"
            })
    void command_thatPrintsData_printsJson(String path) {
        OptionSpec json = named(path).getCommandSpec().findOption("--json");

        assertThat(json).isNotNull();
    }

    @Test
    void names_areThoseOfTheCommandsThemselves() {
        CommandLine all = LabAuthCommand.withAllCommands(new Recorded("").invocation(home));

        assertThat(all.getSubcommands().values())
                .extracting(CommandLine::getCommandName)
                .containsExactlyElementsOf(Commands.NAMES);
    }

    private static CommandLine named(String path) {
        CommandLine command = LabAuthCommand.withAllCommands(new Recorded("").invocation(home));
        for (String name : path.split(" ", -1)) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(OptionsTest::all));
    }
}

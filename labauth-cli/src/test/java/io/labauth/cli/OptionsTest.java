package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
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
    @ValueSource(strings = {"login", "whoami", "doctor", "keys list", "keys create", "fake labarchives"})
    void command_thatPrintsData_printsJson(String path) {
        CommandLine command = LabAuthCommand.withAllCommands(new Recorded("").invocation(home));
        for (String name : path.split(" ", -1)) {
            command = command.getSubcommands().get(name);
        }

        OptionSpec json = command.getCommandSpec().findOption("--json");

        assertThat(json).isNotNull();
    }

    @Test
    void names_areThoseOfTheCommandsThemselves() {
        CommandLine all = LabAuthCommand.withAllCommands(new Recorded("").invocation(home));

        assertThat(all.getSubcommands().values())
                .extracting(CommandLine::getCommandName)
                .containsExactlyElementsOf(Commands.NAMES);
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(OptionsTest::all));
    }
}

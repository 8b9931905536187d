package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labauth.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion in real shells; those of zsh and fish where these are installed, as .ci/run does. */
class CompletionIT {
    /** What bash itself does when the key is hit. */
    private static final String BASH = """
            shopt -s expand_aliases
            compopt() { :; }
            source completion
            function=$(complete -p labauth | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            while IFS= read -r COMP_LINE; do
              read -ra COMP_WORDS <<< "$COMP_LINE"
              [[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")
              COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_POINT=${#COMP_LINE} COMPREPLY=()
              "$function"
              echo "$COMP_LINE=> ${COMPREPLY[*]}"
            done
            """;

    private static final String FISH = """
            source completion
            while read --line line
                echo "$line=>" (complete -C "$line" | string split --fields 1 \\t)
            end
            """;

    private static final String PATH =
            Path.of(System.getProperty("labauth.launcher")).getParent() + ":/usr/bin:/bin";

    @TempDir
    private Path home;

    @Test
    void bash_isOfferedEachCommandAndOption() throws IOException {
        assertThat(offered("bash", BASH)).containsAllEntriesOf(offersOf(""));
    }

    @Test
    void fish_isOfferedEachCommandAndOption() throws IOException {
        assumeInstalled("fish");

        assertThat(offered("fish", FISH)).containsAllEntriesOf(offersOf("--"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labauth completion => | bash fish zsh",
                "labauth keys list --service => | ash ashr labkey tiled",
                "labauth login => | ash ashr github globus google labarchives labkey orcid orcid-sandbox tiled",
                "labauth login lab=> | labarchives labkey",
                "labauth keys list => | ''",
                "labauth -v keys cr=> | create",
                "labauth login tiled https://tiled.example.org --prov=> | --provider"
            })
    void bashAndFish_areOfferedWhatFits(String typed, String names) throws IOException {
        String line = typed.replace("=>", "");

        assertThat(ask("bash", BASH, List.of(line))).containsEntry(line, words(names));
        assumeInstalled("fish");
        assertThat(ask("fish", FISH, List.of(line))).containsEntry(line, words(names));
    }

    @ParameterizedTest
    @CsvSource({"bash, --norc", "zsh, -f"})
    void aPersonsTabKey_completesTheCommand(String shell, String plain) throws IOException {
        assumeInstalled(shell);
        Program program = new Program(home).with("PATH", PATH).with("TERM", "dumb");

        try (Terminal terminal = new Terminal(program, List.of(shell, plain, "-i"), Map.of())) {
            terminal.type("source <(labauth completion " + shell + ") && echo has''read\n")
                    .until("hasread");
            terminal.type("labauth ke\tcrea\t\n").until("labauth: keys create needs --service SERVICE.");
            terminal.type("labauth login lab\tar\t --token-s\t\n").until("Whose token?");
            terminal.type("labauth completion f\t | head -n 1\n").until("function __labauth_words");
            terminal.type("exit 7\n");

            assertThat(terminal.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void fish_readsItAsTheHelpSays() throws IOException {
        assumeInstalled("fish");
        Process fish = new Program(home)
                .with("PATH", PATH)
                .start(List.of(
                        "fish",
                        "--no-config",
                        "-c",
                        "labauth completion fish | source; complete -C 'labauth keys re'"));

        assertThat(Program.text(fish.getInputStream()).join()).isEqualTo("revoke\tRevoke an API key\n");
        assertThat(Program.text(fish.getErrorStream()).join()).isEmpty();
    }

    @Test
    void completion_forAnotherShell_isAUsageError() {
        Result result = new Program(home).run("completion", "tcsh");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("bash, zsh and fish");
    }

    /** For each command, what must be offered behind it, and behind the beginning of an option. */
    private Map<String, List<String>> offersOf(String optionsBegin) {
        Map<String, List<String>> offers = new TreeMap<>();
        add(LabAuthCommand.withAllCommands(new Recorded("").invocation(home)), "labauth ", optionsBegin, offers);
        return offers;
    }

    private static void add(CommandLine command, String path, String begin, Map<String, List<String>> offers) {
        String option = begin.isEmpty() ? "-" : begin;
        offers.put(
                path + option,
                command.getCommandSpec().options().stream()
                        .map(OptionSpec::names)
                        .flatMap(java.util.Arrays::stream)
                        .filter(name -> name.startsWith(option))
                        .sorted()
                        .toList());
        if (!command.getSubcommands().isEmpty()) {
            offers.put(path, command.getSubcommands().keySet().stream().sorted().toList());
        }
        command.getSubcommands().forEach((name, sub) -> add(sub, path + name + " ", begin, offers));
    }

    private Map<String, List<String>> offered(String shell, String script) throws IOException {
        return ask(
                shell,
                script,
                new ArrayList<>(offersOf(shell.equals("fish") ? "--" : "").keySet()));
    }

    private Map<String, List<String>> ask(String shell, String script, List<String> lines) throws IOException {
        Files.writeString(
                home.resolve("completion"),
                new Program(home).run("completion", shell).out());
        Process process = new Program(home).start(List.of(shell, "-c", script));
        try (var typed = process.outputWriter()) {
            typed.write(String.join("\n", lines) + "\n");
        }
        String answers = Program.text(process.getInputStream()).join();
        assertThat(Program.text(process.getErrorStream()).join()).isEmpty();
        return answers.lines()
                .collect(Collectors.toMap(
                        answer -> answer.substring(0, answer.indexOf("=>")),
                        answer -> words(answer.substring(answer.indexOf("=>") + 2))));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" +", -1)).stream()
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private static void assumeInstalled(String shell) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell)), shell + " is not installed");
    }
}

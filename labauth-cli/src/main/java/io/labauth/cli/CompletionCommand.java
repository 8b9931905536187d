package io.labauth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete the commands and options. */
@Command(
        name = "completion",
        sortOptions = false,
        description = "Print what a shell needs to complete commands and options.",
        footer = {
            "  source <(labauth completion bash)       in ~/.bashrc",
            "  source <(labauth completion zsh)        in ~/.zshrc",
            "  labauth completion fish | source        in ~/.config/fish/config.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String shell = "";

    /** What can be completed in. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Shells() {
            super(List.of("bash", "zsh", "fish"));
        }
    }

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        CommandLine all = LabAuthCommand.withAllCommands(invocation);
        String script = switch (shell) {
            case "bash", "zsh" -> AutoComplete.bash("labauth", all);
            case "fish" -> FishCompletion.of(all);
            default -> throw new IllegalArgumentException("There is completion for bash, zsh and fish alone.");
        };
        invocation.console().out().print(script);
        return ExitCodes.OK;
    }
}

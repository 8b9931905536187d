package io.labauth.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command itself: its options, its commands, and how everything that goes wrong is told. */
@Command(
        name = "labauth",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Sign in to lab services, and manage their keys.",
        commandListHeading = "%nCommands:%n",
        footer = "%nlabauth COMMAND --help tells more.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A defect of labauth itself.",
            "2:The command line, a setting or a file is not as it should be.",
            "3:Not signed in, or the service did not accept the credential.",
            "4:The service accepted the credential, and does not allow this.",
            "5:The service or the network failed.",
            "130:Ended by Ctrl-C."
        })
final class LabAuthCommand {
    private LabAuthCommand() {}

    /** Runs a command line to its end; gives the exit code. */
    static int run(Invocation invocation, String... args) {
        Console console = invocation.console();
        CommandLine command = commandLine(invocation, args)
                .setColorScheme(Help.defaultColorScheme(console.isColoured() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((problem, arguments) -> refuse(problem, console))
                .setExecutionExceptionHandler(
                        (problem, failed, parsed) -> fail(problem, CommonOptions.isVerbose(failed), console));
        int exitCode = command.execute(args);
        console.out().flush();
        return exitCode;
    }

    /** For what must know all of them. */
    static CommandLine withAllCommands(Invocation invocation) {
        return commandLine(invocation);
    }

    private static CommandLine commandLine(Invocation invocation, String... args) {
        CommandLine command = Commands.leaf(new LabAuthCommand());
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        for (String name : needed(args)) {
            command.addSubcommand(Commands.command(name, invocation));
        }
        return command;
    }

    /** The one that is asked for; all of them for the help and for suggestions. */
    private static List<String> needed(String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (first.equals("--version") || first.equals("-V")) {
            return List.of();
        }
        return Commands.NAMES.contains(first) ? List.of(first) : Commands.NAMES;
    }

    private static int refuse(ParameterException problem, Console console) {
        CommandLine command = problem.getCommandLine();
        console.err()
                .println("labauth: " + sentence(String.valueOf(problem.getMessage())) + " See: "
                        + command.getCommandSpec().qualifiedName() + " --help");
        if (problem instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            if (!similar.isEmpty()) {
                console.err().println("Did you mean: " + String.join(" or ", similar) + "?");
            }
        }
        return ExitCodes.USAGE;
    }

    private static int fail(Exception problem, boolean verbose, Console console) {
        Failure failure = Failure.of(problem);
        console.err().println("labauth: " + failure.message());
        if (verbose) {
            console.err().print(StackText.of(problem));
        }
        return failure.exitCode();
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}

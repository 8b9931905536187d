package io.labauth.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command itself: put together without annotations, since reading those makes proxy classes at each start. Those of the one command
 * that is asked for are read.
 */
final class LabAuthCommand {
    private LabAuthCommand() {}

    /** Runs a command line to its end; gives the exit code. */
    static int run(Invocation invocation, String... args) {
        Console console = invocation.console();
        Complaints complaints = new Complaints(console);
        CommandLine command = commandLine(invocation, args)
                .setColorScheme(Help.defaultColorScheme(console.isColoured() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
        int exitCode = command.execute(args);
        return exitCode == ExitCodes.OK && console.out().checkError() ? unwritten(console) : exitCode;
    }

    private static int unwritten(Console console) {
        console.say("The standard output did not take all that was asked for: check where it goes.");
        return ExitCodes.USAGE;
    }

    /** For what must know all of them. */
    static CommandLine withAllCommands(Invocation invocation) {
        return commandLine(invocation);
    }

    private static CommandLine commandLine(Invocation invocation, String... args) {
        CommandSpec spec = CommandSpec.create().name("labauth").versionProvider(new Version());
        spec.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description("Sign in to lab services, and manage their keys.")
                .exitCodeList(ExitCodes.meanings())
                .footer(
                        "  labauth fake labarchives    try it without an account; then, elsewhere:",
                        "  labauth login labarchives   sign in, in the browser",
                        "  labauth whoami              see who you are",
                        "",
                        "labauth COMMAND --help tells more.");
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        CommandLine command = CommonOptions.addTo(new CommandLine(spec));
        for (String name : needed(args)) {
            command.addSubcommand(name, Commands.command(name, invocation));
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
}

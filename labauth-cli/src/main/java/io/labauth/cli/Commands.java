package io.labauth.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands by name; one is made when it is asked for, since most of the time to start is that of classes. */
final class Commands {
    static final List<String> NAMES =
            List.of("login", "whoami", "logout", "keys", "exec", "doctor", "fake", "completion");

    private Commands() {}

    static CommandLine command(String name, Invocation invocation) {
        return switch (name) {
            case "login" -> asking(new LoginCommand(invocation));
            case "whoami" -> leaf(new WhoAmICommand(invocation));
            case "logout" -> asking(new LogoutCommand(invocation));
            case "exec" -> leaf(new ExecCommand(invocation));
            case "doctor" -> leaf(new DoctorCommand(invocation));
            case "fake" -> leaf(new FakeGroup()).addSubcommand(leaf(new FakeCommand(invocation)));
            case "completion" -> leaf(new CompletionCommand(invocation));
            case "keys" ->
                leaf(new KeysGroup())
                        .addSubcommand(asking(new KeysListCommand(invocation)))
                        .addSubcommand(asking(new KeysCreateCommand(invocation)))
                        .addSubcommand(asking(new KeysRevokeCommand(invocation)))
                        .addSubcommand(leaf(new KeysGenerateCommand(invocation)));
            default -> throw new IllegalArgumentException("There is no command " + name + ".");
        };
    }

    /** One that can end in each of the usual ways. */
    private static CommandLine asking(Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().exitCodeList(ExitCodes.meanings());
        return CommonOptions.addTo(line);
    }

    static CommandLine leaf(Object command) {
        return CommonOptions.addTo(new CommandLine(command));
    }

    /** Has commands of its own. */
    @Command(
            name = "keys",
            synopsisSubcommandLabel = "COMMAND",
            description = "List, make and revoke API keys of a service.",
            footer = {
                "  labauth keys list --service tiled",
                "  labauth keys create --service ash --note \"Night job\" --save night",
                "",
                "labauth keys COMMAND --help tells more."
            })
    private static final class KeysGroup {}

    /** Has commands of its own. */
    @Command(
            name = "fake",
            synopsisSubcommandLabel = "COMMAND",
            description = "Run a fake of a service, to try things out.",
            footer = "  labauth fake labarchives")
    private static final class FakeGroup {}
}

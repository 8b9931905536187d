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
            case "login" -> leaf(new LoginCommand(invocation));
            case "whoami" -> leaf(new WhoAmICommand(invocation));
            case "logout" -> leaf(new LogoutCommand(invocation));
            case "exec" -> leaf(new ExecCommand(invocation));
            case "doctor" -> leaf(new DoctorCommand(invocation));
            case "fake" -> leaf(new FakeGroup()).addSubcommand(leaf(new FakeCommand(invocation)));
            case "completion" -> leaf(new CompletionCommand(invocation));
            case "keys" ->
                leaf(new KeysGroup())
                        .addSubcommand(leaf(new KeysListCommand(invocation)))
                        .addSubcommand(leaf(new KeysCreateCommand(invocation)))
                        .addSubcommand(leaf(new KeysRevokeCommand(invocation)))
                        .addSubcommand(leaf(new KeysGenerateCommand(invocation)));
            default -> throw new IllegalArgumentException("There is no command " + name + ".");
        };
    }

    static CommandLine leaf(Object command) {
        return CommonOptions.addTo(new CommandLine(command));
    }

    /** Has commands of its own. */
    @Command(
            name = "keys",
            synopsisSubcommandLabel = "COMMAND",
            description = "List, make and revoke API keys of a service.")
    private static final class KeysGroup {}

    /** Has commands of its own. */
    @Command(
            name = "fake",
            synopsisSubcommandLabel = "COMMAND",
            description = "Run a fake of a service, to try things out.")
    private static final class FakeGroup {}
}

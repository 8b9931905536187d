package io.labauth.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a saved credential, and forgets it. */
@Command(
        name = "logout",
        sortOptions = false,
        description = {
            "End a saved session, and forget it.",
            "",
            "The session is ended at the service, where that can be done; if it cannot, that is said. If the service is away,"
                    + " nothing is forgotten, unless --forget-only asks for it."
        },
        footer = {"  labauth logout", "  labauth logout tiled --forget-only"})
final class LogoutCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The saved credential; needed if there are several.")
    private @Nullable String name;

    @Option(names = "--forget-only", description = "Ask no service; forget it here alone.")
    private boolean forgetOnly;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    LogoutCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Credentials credentials = Credentials.of(invocation);
        SavedCredential saved = credentials.require(name);
        String livesOn = end(Accounts.of(saved, invocation));
        credentials.forget(saved.name());
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(Map.of("name", saved.name(), "livesOn", livesOn));
        } else {
            printer.line(("Forgot " + saved.name() + ". " + livesOn).strip());
        }
        return ExitCodes.OK;
    }

    private String end(Account account) {
        if (forgetOnly) {
            account.forget();
            return "";
        }
        return account.end();
    }
}

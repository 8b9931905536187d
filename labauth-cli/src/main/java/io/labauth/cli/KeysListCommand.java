package io.labauth.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists API keys. */
@Command(
        name = "list",
        sortOptions = false,
        description = {
            "List the API keys of a service.",
            "",
            "It shows their first characters, expiry and latest activity in UTC, note and scopes, never a whole key."
        },
        footer = {
            "  labauth keys list --service tiled",
            "  labauth keys list --service labkey --server https://labkey.example.org --json"
        })
final class KeysListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private KeyServiceOptions service = new KeyServiceOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    KeysListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<KeyRow> keys = service.open(invocation).list();
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(Map.of("keys", keys.stream().map(KeyRow::shown).toList()));
        } else if (keys.isEmpty()) {
            printer.line("There are no keys.");
        } else {
            printer.table(KeyRow.TITLES, keys.stream().map(KeyRow::row).toList());
        }
        return ExitCodes.OK;
    }
}

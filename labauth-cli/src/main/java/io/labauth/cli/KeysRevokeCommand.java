package io.labauth.cli;

import io.labauth.Secret;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes an API key. */
@Command(
        name = "revoke",
        sortOptions = false,
        description = {
            "Revoke an API key.",
            "",
            "It is found by its first characters or its id, as labauth keys list shows them; or by the whole key, which is"
                    + " asked for."
        },
        footer = {
            "  labauth keys revoke --service tiled 0a1b2c3d",
            "  labauth keys revoke --service tiled --key-stdin < key.txt"
        })
final class KeysRevokeCommand implements Callable<Integer> {
    /** No service shows as many characters of a key as this, and none has shorter keys. */
    private static final int WHOLE = 24;

    private final Invocation invocation;

    @Mixin
    private KeyServiceOptions service = new KeyServiceOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KEY",
            description = "First characters, or the id. Without it the whole key is asked for.")
    private @Nullable String key;

    @Option(names = "--key-stdin", description = "Read the whole key from the standard input.")
    private boolean onStandardInput;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    KeysRevokeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (onStandardInput && service.isOnStandardInput()) {
            throw new IllegalArgumentException(
                    "The standard input holds one key: keep the one that asks by labauth login"
                            + " ADDRESS --key --save NAME, and give --as NAME.");
        }
        if (key == null && service.service() == Service.LABKEY) {
            throw new IllegalArgumentException("LabKey shows no characters of its keys: give the number of the key, as"
                    + " labauth keys list shows it.");
        }
        Predicate<KeyRow> wanted = key == null ? whole(secret()) : named(key);
        KeyService keys = service.open(invocation);
        KeyRow found = only(keys.list().stream().filter(wanted).toList());
        if (!keys.revoke(found.id())) {
            throw new IllegalArgumentException("There is no such key any more.");
        }
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(found.shown());
        } else {
            printer.line("Revoked " + Printable.of(found.shownName()) + ".");
        }
        return ExitCodes.OK;
    }

    private Secret secret() {
        Console console = invocation.console();
        return onStandardInput ? console.readSecret("key") : console.askSecret("key", "--key-stdin");
    }

    private static Predicate<KeyRow> whole(Secret secret) {
        return row -> !row.firstCharacters().isEmpty()
                && secret.reveal().startsWith(row.firstCharacters().replaceAll("[.…]+$", ""));
    }

    private Predicate<KeyRow> named(String text) {
        if (onStandardInput) {
            throw new IllegalArgumentException(
                    "The key is given twice: leave its first characters or --key-stdin out.");
        }
        boolean isId = text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
        if (text.length() >= WHOLE && !isId) {
            throw new IllegalArgumentException(
                    "A whole key does not belong on the command line, where others can see it:"
                            + " write its first characters alone, or nothing, and type it when you are asked.");
        }
        return row -> row.id().equals(text)
                || (!text.isEmpty() && row.firstCharacters().startsWith(text));
    }

    private static KeyRow only(List<KeyRow> fitting) {
        if (fitting.size() != 1) {
            throw new IllegalArgumentException(
                    fitting.isEmpty()
                            ? "There is no such key: labauth keys list shows those that are there."
                            : "Several keys begin like this: write more of it, or its id.");
        }
        return fitting.get(0);
    }
}

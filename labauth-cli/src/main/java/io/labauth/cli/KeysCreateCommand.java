package io.labauth.cli;

import io.labauth.Secret;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an API key. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Make an API key, and print it once or keep it.",
            "",
            "With --save the key is kept for labauth exec under a name, and not printed at all. Ashr Labs makes keys on its own pages alone."
        },
        footer = {
            "  labauth keys create --service tiled --expires-in 10m --scope read:metadata",
            "  labauth keys create --service ash --note \"Night job\" --save night",
            "  labauth keys create --service https://lab.example.org --expires-in 30d"
        })
final class KeysCreateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private KeyServiceOptions service = new KeyServiceOptions();

    @Mixin
    private KeyRequest request = new KeyRequest();

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Keep the key under this name, for labauth exec, in place of printing it.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    KeysCreateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (name != null) {
            Credentials.of(invocation).prepare(name);
        }
        KeyService keys = service.open(invocation);
        NewKey created = keys.create(request);
        if (name != null) {
            keep(name, keys, created);
        }
        print(created);
        if (name == null && invocation.console().out().checkError()) {
            throw lost(created, "printed", null);
        }
        return ExitCodes.OK;
    }

    private void keep(String as, KeyService keys, NewKey created) {
        try {
            save(as, keys, created);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw lost(created, "kept", e);
        }
    }

    /** A key that nobody has is of no use, but good: the person ends it. */
    private IllegalStateException lost(NewKey created, String done, @Nullable RuntimeException why) {
        String key = created.row().shownName();
        return new IllegalStateException(
                "A key was made, and could not be " + done + "; it is lost, and good until it is revoked: "
                        + (key.isEmpty()
                                ? "find it by labauth keys list --service " + service.written()
                                : "labauth keys revoke --service " + service.written() + " " + key)
                        + (why == null ? "" : ". Why: " + why.getMessage()),
                why);
    }

    private void save(String as, KeyService keys, NewKey created) {
        Map<String, Secret> secrets = Map.of("key", created.key());
        var unused = Credentials.of(invocation)
                .save(new SavedCredential(
                        as,
                        service.service(),
                        keys.address().toString(),
                        request.note(),
                        invocation.clock().instant(),
                        Map.of("id", created.row().id()),
                        secrets));
    }

    private void print(NewKey created) {
        Printer printer = new Printer(invocation.console());
        if (json) {
            Map<String, Object> shown = new LinkedHashMap<>(created.row().shown());
            shown.put(
                    name == null ? "key" : "name", name == null ? created.key().reveal() : name);
            printer.json(shown);
        } else if (name == null) {
            printer.line(created.key().reveal());
            invocation.console().say("Keep this key now; it is not shown again.");
        } else {
            printer.line("Kept under the name " + printer.bold(name) + ".");
        }
    }
}

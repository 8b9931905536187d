package io.labauth.cli;

import io.labauth.keys.RandomKeys;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key that nobody else has. */
@Command(
        name = "generate",
        sortOptions = false,
        description = {
            "Print a random key for a server of one's own.",
            "",
            "256 random bits, for instance for the environment variable of a Tiled or Ash server. No service is asked."
        },
        footer = {"  labauth keys generate", "  labauth keys generate --base64"})
final class KeysGenerateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--base64",
            description = "In base64, for labauth's own sealing keys and peppers. Otherwise in hexadecimal, which"
                    + " every service takes.")
    private boolean base64;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    KeysGenerateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        byte[] key = RandomKeys.generate();
        String text = base64
                ? Base64.getEncoder().encodeToString(key)
                : HexFormat.of().formatHex(key);
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(Map.of("key", text));
        } else {
            printer.line(text);
        }
        return ExitCodes.OK;
    }
}

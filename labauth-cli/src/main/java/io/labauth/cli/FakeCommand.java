package io.labauth.cli;

import io.labauth.testkit.FakeLabArchives;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a fake LabArchives; its server is loaded here alone. */
@Command(
        name = "labarchives",
        sortOptions = false,
        description = {
            "Run a LabArchives with made-up people on this machine, to try out signing in without an account.",
            "",
            "It prints the settings that labauth login labarchives needs in another terminal, and runs until Ctrl-C."
        },
        footer = {"  labauth fake labarchives", "  labauth fake labarchives --port 0 --json"})
final class FakeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            converter = PortOption.class,
            description = "The port on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    FakeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        // WireMock's own copy of SLF4J would tell that it has no backend.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try (FakeLabArchives fake = start()) {
            FakeLabArchives.demoUsers().forEach(fake::addUser);
            announce(fake);
            new CountDownLatch(1).await();
            return ExitCodes.OK;
        }
    }

    private FakeLabArchives start() {
        try {
            return FakeLabArchives.builder().port(port).start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage() + " Choose another with --port.", e);
        }
    }

    private void announce(FakeLabArchives fake) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "API_URL", fake.apiUrl().toString(),
                "ACCESS_KEYID", fake.accessKeyId(),
                "ACCESS_PWD", fake.accessPassword()));
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(settings);
        } else {
            printer.line(
                    "# Fake LabArchives is running; Ctrl-C stops it. Its people and their tokens: " + fake.homeUrl());
            printer.line("# In another terminal:");
            settings.forEach((name, value) -> printer.line("export " + name + "=" + quoted(value)));
        }
        invocation.console().out().flush();
    }

    private static String quoted(String value) {
        return value.matches("[\\w./:-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}

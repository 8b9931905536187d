package io.labauth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds out what is wrong. */
@Command(
        name = "doctor",
        sortOptions = false,
        description =
                "Look at the settings, the files, the clock, the browser and LabArchives, and say what to do about what is"
                        + " wrong. Changes nothing and shows no secrets. Ends with 2 if there is a problem.")
final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "See whether this port is free.")
    private int port;

    @Option(names = "--offline", description = "Ask no service.")
    private boolean offline;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(new MachineChecks(invocation, port).all());
        checks.addAll(new LabArchivesChecks(invocation, !offline).all());
        checks.addAll(new KeyChecks(invocation).all());
        print(checks);
        return checks.stream().anyMatch(Check::isProblem) ? ExitCodes.USAGE : ExitCodes.OK;
    }

    private void print(List<Check> checks) {
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(Map.of("checks", checks.stream().map(Check::shown).toList()));
            return;
        }
        for (Check check : checks) {
            String state = String.format("%-8s", check.state().text());
            printer.line(printer.styled(check.state().style(), state) + " " + printer.bold(check.subject()) + ": "
                    + check.finding());
            if (!check.remedy().isEmpty()) {
                printer.line("         " + check.remedy());
            }
        }
    }
}

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
        description = {
            "Look for what is wrong, and say what to do about it.",
            "",
            "It looks at the settings, the files of keys, the clock, the browser, the port and LabArchives, asks each service"
                    + " whether it accepts what is saved, and tells the known hazards of each. It changes nothing but tokens"
                    + " that are due, and shows no secrets."
        },
        exitCodeList = {"0:No problem was found.", "2:There is a problem; a note is none."},
        footer = {"  labauth doctor", "  labauth doctor --port 8089 --offline"})
final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortOption.class,
            description = "See whether this port is free. Otherwise whether any is.")
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
        if (!offline) {
            checks.addAll(new AccountChecks(invocation).all());
        }
        checks.addAll(Hazards.all());
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
                    + Printable.of(check.finding()));
            if (!check.remedy().isEmpty()) {
                printer.line("         " + Printable.of(check.remedy()));
            }
        }
    }
}

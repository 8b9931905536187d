package io.labauth.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a program that finds the credential in its environment. */
@Command(
        name = "exec",
        sortOptions = false,
        customSynopsis = "labauth exec [-hv] [--env=VARIABLE] NAME -- COMMAND...",
        description = {
            "Run a program with a saved credential in its environment.",
            "",
            "LabArchives: API_URL and LABARCHIVES_UID (and ACCESS_KEYID, ACCESS_PWD if they were kept). Keys: TILED_API_KEY,"
                    + " LABKEY_API_KEY, ASH_API_KEY and ASH_SERVER_URL, ASHR_LABS_API_KEY and ASHR_LABS_BASE_URL,"
                    + " LABAUTH_API_KEY. OAuth: LABAUTH_ACCESS_TOKEN, for GitHub GITHUB_TOKEN."
        },
        exitCodeList = {
            "n:The program's own, once it has been started.",
            "2:It cannot be started.",
            "3:There is no such credential, or it is over."
        },
        footer = {
            "  labauth exec night -- python analysis.py",
            "  labauth exec orcid --env TOKEN -- ./upload.sh data.csv"
        })
final class ExecCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--env",
            paramLabel = "VARIABLE",
            description = "The variable to put it in, in place of the usual one.")
    private @Nullable String variable;

    @Parameters(index = "0", paramLabel = "NAME", description = "The saved credential.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments; -- before it keeps its options its own.")
    private List<String> command = List.of();

    ExecCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SavedCredential saved = Credentials.of(invocation).require(name);
        Map<String, String> variables = renamed(Accounts.of(saved, invocation).variables());
        // How the program ends is its own affair: this process ends with its exit code, and not before. Said before the
        // start, since the program may be faster than what comes after.
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread atExit = new Thread(() -> endLike(started), "labauth-exec");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Process process = start(variables);
            started.complete(process);
            return exitCode(process);
        } finally {
            started.cancel(false);
        }
    }

    /** A terminal sends Ctrl-C to the program too; what comes from elsewhere, as from a scheduler, reaches this process alone. */
    private void endLike(CompletableFuture<Process> started) {
        try {
            Process process = started.join();
            if (!invocation.console().readsTerminal()) {
                process.destroy();
            }
            Runtime.getRuntime().halt(exitCode(process));
        } catch (CancellationException e) {
            // It could not be started, which is told elsewhere.
        }
    }

    private Map<String, String> renamed(Map<String, String> variables) {
        if (variable == null) {
            return variables;
        }
        List<String> values = new ArrayList<>(variables.values());
        if (values.size() != 1) {
            throw new IllegalArgumentException("--env is for a credential of one variable; " + name + " is in "
                    + String.join(", ", variables.keySet()) + ".");
        }
        return Map.of(variable, values.get(0));
    }

    private Process start(Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The program " + command.get(0) + " cannot be started: check its name and its permissions.", e);
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.INTERRUPTED;
        }
    }
}

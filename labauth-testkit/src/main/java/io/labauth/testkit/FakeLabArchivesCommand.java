package io.labauth.testkit;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The fake as a program, which runs until it is stopped. */
@Command(
        name = "fake-labarchives",
        sortOptions = false,
        description = "Runs a fake LabArchives on this machine, to try out signing in without an account.")
final class FakeLabArchivesCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    private final CountDownLatch stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Port on 127.0.0.1, or 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--access-key-id", paramLabel = "ID", description = "Access key id (default: random).")
    private String accessKeyId = RandomText.accessKeyId();

    @Option(names = "--access-password", paramLabel = "PASSWORD", description = "Access password (default: random).")
    private String accessPassword = RandomText.accessPassword();

    @Option(
            names = "--user",
            paramLabel = "USER",
            converter = UserOption.class,
            description = "Somebody who can sign in, as \"email=…,name=…,notebook=…\". Repeatable, and so is notebook= "
                    + "(default: three made-up people).")
    private List<FakeUser> users = FakeLabArchives.demoUsers();

    FakeLabArchivesCommand(CountDownLatch stop) {
        this.stop = stop;
    }

    /** A command that runs until the latch is down, or its thread is interrupted. */
    static CommandLine commandLine(CountDownLatch stop) {
        CommandLine command = new CommandLine(new FakeLabArchivesCommand(stop))
                .setParameterExceptionHandler((problem, arguments) -> refuse(problem));
        command.getCommandSpec().addOption(help());
        return command;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port takes a number from 0 to " + HIGHEST_PORT + ".");
        }
        try (FakeLabArchives fake = start()) {
            users.forEach(fake::addUser);
            announce(fake);
            stop.await();
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.ExitCode.OK;
        } catch (IllegalStateException e) {
            complain(spec.commandLine(), e.getMessage() + " Choose another with --port.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private FakeLabArchives start() {
        return FakeLabArchives.builder()
                .port(port)
                .accessKeyId(accessKeyId)
                .accessPassword(accessPassword)
                .start();
    }

    private void announce(FakeLabArchives fake) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Fake LabArchives is running; Ctrl-C stops it. Users and tokens: " + fake.homeUrl());
        out.println();
        out.println("export API_URL=" + quoted(fake.apiUrl().toString()));
        out.println("export ACCESS_KEYID=" + quoted(fake.accessKeyId()));
        out.println("export ACCESS_PWD=" + quoted(fake.accessPassword()));
        out.flush();
    }

    private static OptionSpec help() {
        return OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Show this text.")
                .build();
    }

    private static String quoted(String value) {
        return value.matches("[\\w./:-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static int refuse(ParameterException problem) {
        complain(problem.getCommandLine(), problem.getMessage() + " See --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println("fake-labarchives: " + message);
    }
}

package io.labauth.cli;

import io.labauth.LabAuthException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the services whom they take the saved credentials for. */
@Command(
        name = "whoami",
        sortOptions = false,
        description = {
            "Ask the services whom they take the saved credentials for.",
            "",
            "An OAuth server without a user-info endpoint and a Tiled server for a single user cannot be asked; that is"
                    + " said."
        },
        exitCodeList = {
            "0:All of them that can be asked about are accepted.",
            "3:Nothing is saved, or one of them is not accepted.",
            "5:A service or the network failed."
        },
        footer = {"  labauth whoami", "  labauth whoami labarchives --json"})
final class WhoAmICommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "One saved credential; otherwise all.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What a service says about one of them; a person is null where it cannot be asked, or does not accept it. */
    private record Answer(SavedCredential saved, @Nullable String person, int exitCode, String problem) {
        Map<String, Object> shown() {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(saved.shown());
            shown.put("person", shownPerson());
            shown.put("accepted", isAsked() ? exitCode == ExitCodes.OK : null);
            shown.put("problem", problem);
            return shown;
        }

        List<String> row() {
            String accepted = exitCode == ExitCodes.OK ? "yes" : "no";
            return List.of(
                    saved.name(),
                    saved.service().id(),
                    shownPerson(),
                    saved.address(),
                    isAsked() ? accepted : "not asked");
        }

        private boolean isAsked() {
            return person != null || exitCode != ExitCodes.OK;
        }

        private String shownPerson() {
            return person == null ? saved.person() : person;
        }
    }

    WhoAmICommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Credentials credentials = Credentials.of(invocation);
        List<SavedCredential> asked = credentials.all();
        if (name != null || asked.isEmpty()) {
            asked = List.of(credentials.require(name));
        }
        List<Answer> answers = new ArrayList<>();
        asked.forEach(each -> answers.add(ask(each)));
        print(answers);
        return answers.stream()
                .mapToInt(Answer::exitCode)
                .filter(exitCode -> exitCode != ExitCodes.OK)
                .findFirst()
                .orElse(ExitCodes.OK);
    }

    private Answer ask(SavedCredential saved) {
        try {
            @Nullable String person = Accounts.of(saved, invocation).whoAmI().orElse(null);
            return new Answer(saved, person, ExitCodes.OK, "");
        } catch (LabAuthException | IllegalStateException | IllegalArgumentException e) {
            Failure failure = Failure.of(e);
            return new Answer(saved, null, failure.exitCode(), failure.message());
        }
    }

    private void print(List<Answer> answers) {
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(
                    Map.of("credentials", answers.stream().map(Answer::shown).toList()));
            return;
        }
        printer.table(
                List.of("NAME", "SERVICE", "PERSON", "ADDRESS", "ACCEPTED"),
                answers.stream().map(Answer::row).toList());
        answers.stream()
                .filter(answer -> answer.exitCode() != ExitCodes.OK)
                .forEach(answer -> invocation.console().say(answer.saved().name() + ": " + answer.problem()));
    }
}

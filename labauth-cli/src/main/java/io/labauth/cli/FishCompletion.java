package io.labauth.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write: one line for each command, option and list of values. */
final class FishCompletion {
    /** Whether the words so far, without options, begin with a command's own; or are these and no more. */
    private static final String CONDITIONS = """
            function __labauth_words
                set -l words (commandline -opc)
                string match -v -- '-*' $words[2..]
            end
            function __labauth_in
                set -l words (__labauth_words)
                test "$words[1..$(count $argv)]" = "$argv"
            end
            function __labauth_at
                set -l words (__labauth_words)
                test "$words" = "$argv"
            end
            complete -c labauth -f
            """;

    private final StringBuilder text = new StringBuilder(CONDITIONS);

    private FishCompletion() {}

    static String of(CommandLine root) {
        FishCompletion fish = new FishCompletion();
        fish.add(root, "");
        return fish.text.toString();
    }

    private void add(CommandLine command, String path) {
        String at = "__labauth_at" + path;
        CommandSpec spec = command.getCommandSpec();
        for (OptionSpec option : spec.options()) {
            append(path.isEmpty() ? at : "__labauth_in" + path, names(option) + values(option), option.description());
        }
        spec.positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() != null)
                .forEach(parameter -> append(at, values(parameter), new String[0]));
        command.getSubcommands().forEach((name, sub) -> {
            append(at, "-a " + name + " ", sub.getCommandSpec().usageMessage().description());
            add(sub, path + " " + name);
        });
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        return names + (option.arity().max() > 0 ? "-x " : "");
    }

    private static String values(ArgSpec arg) {
        List<String> values = new ArrayList<>();
        if (arg.completionCandidates() != null) {
            arg.completionCandidates().forEach(values::add);
        }
        return values.isEmpty() ? "" : "-a '" + String.join(" ", values) + "' ";
    }

    /** The first sentence is enough of a description. */
    private void append(String condition, String what, String[] description) {
        text.append("complete -c labauth -n '").append(condition).append("' ").append(what.strip());
        if (description.length > 0) {
            String sentence = description[0].replaceFirst("(?s)\\.(\\s.*|$)", "");
            text.append(" -d '").append(sentence.replace("'", "\\'")).append('\'');
        }
        text.append('\n');
    }
}

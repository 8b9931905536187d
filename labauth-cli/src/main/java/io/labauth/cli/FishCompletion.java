package io.labauth.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write: one line for each command and option. */
final class FishCompletion {
    private final StringBuilder text = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandLine root) {
        FishCompletion fish = new FishCompletion();
        fish.text.append("complete -c labauth -f\n");
        fish.add(root, "__fish_use_subcommand");
        return fish.text.toString();
    }

    private void add(CommandLine command, String condition) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            option(option, condition);
        }
        command.getSubcommands().forEach((name, sub) -> {
            line(condition, "-a " + name, sub.getCommandSpec());
            String seen = "__fish_seen_subcommand_from " + name;
            add(sub, condition.equals("__fish_use_subcommand") ? seen : condition + "; and " + seen);
        });
    }

    private void option(OptionSpec option, String condition) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        String value = option.arity().max() > 0 ? "-r " : "";
        String[] description = option.description();
        append(condition, names + value, description.length == 0 ? "" : description[0]);
    }

    private void line(String condition, String what, CommandSpec command) {
        String[] description = command.usageMessage().description();
        append(condition, what + " ", description.length == 0 ? "" : description[0]);
    }

    /** The first sentence is enough of a description. */
    private void append(String condition, String what, String description) {
        String sentence = description.replaceFirst("(?s)[.:;(].*", "").strip().replace("'", "\\'");
        text.append("complete -c labauth -n '")
                .append(condition)
                .append("' ")
                .append(what)
                .append("-d '")
                .append(sentence)
                .append("'\n");
    }
}

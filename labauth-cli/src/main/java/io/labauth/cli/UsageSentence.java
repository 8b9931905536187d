package io.labauth.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence. Repeats no value, since it may be a secret that was typed in the wrong place. */
final class UsageSentence {
    private UsageSentence() {}

    static String of(ParameterException problem) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched);
        }
        if (problem instanceof MissingParameterException missing) {
            return missing(command, missing);
        }
        String text = String.valueOf(problem.getMessage());
        if (text.startsWith("Missing required subcommand")) {
            return "Which command? " + words(command) + " has "
                    + String.join(", ", command.subcommands().keySet()) + ".";
        }
        return sentence(text);
    }

    private static String unmatched(CommandSpec command, UnmatchedArgumentException problem) {
        String first = problem.getUnmatched().get(0);
        if (problem.isUnknownOption()) {
            return words(command) + " has no option " + first.split("=", 2)[0] + ".";
        }
        return command.subcommands().isEmpty()
                ? "There is an argument too many, not shown here since it may be a secret; a text with blanks"
                        + " belongs in quotation marks."
                : "There is no command " + (words(command) + " ").replaceFirst("^labauth ", "") + first + ".";
    }

    private static String missing(CommandSpec command, MissingParameterException problem) {
        return words(command) + " needs "
                + problem.getMissing().stream().map(UsageSentence::name).collect(Collectors.joining(" ")) + ".";
    }

    /** Without the program's own name, which stands before every sentence. */
    private static String words(CommandSpec command) {
        return command.qualifiedName().replaceFirst("^labauth ", "");
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() + " " + arg.paramLabel() : arg.paramLabel();
    }

    private static String sentence(String text) {
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") || capital.endsWith("?") ? capital : capital + ".";
    }
}

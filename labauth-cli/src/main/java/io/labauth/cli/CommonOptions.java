package io.labauth.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What every command takes. */
final class CommonOptions {
    private static final String VERBOSE = "--verbose";

    private CommonOptions() {}

    static CommandLine addTo(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n");
        if (!command.getCommandSpec().usageMessage().exitCodeList().isEmpty()) {
            command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        }
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this text.")
                        .build())
                .addOption(OptionSpec.builder("-v", VERBOSE)
                        .type(boolean.class)
                        .description("Show where an error came from. Shows no secrets.")
                        .build());
        return command;
    }

    /** Whether it was asked for, before or after the command's name. */
    static boolean isVerbose(CommandLine command) {
        for (@Nullable CommandLine each = command; each != null; each = each.getParent()) {
            if (Boolean.TRUE.equals(each.getCommandSpec().findOption(VERBOSE).getValue())) {
                return true;
            }
        }
        return false;
    }
}

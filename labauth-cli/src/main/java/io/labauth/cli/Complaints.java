package io.labauth.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what went wrong. A class rather than two lambdas, which a class-data archive cannot hold for interfaces as old as these.
 *
 * @param console where it is told
 */
record Complaints(Console console) implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        console.say(
                UsageSentence.of(problem) + " See: " + command.getCommandSpec().qualifiedName() + " --help");
        if (problem instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            if (!similar.isEmpty()) {
                console.err().println("Did you mean: " + String.join(" or ", similar) + "?");
            }
        }
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        Failure failure = Failure.of(problem);
        console.say(failure.message());
        if (CommonOptions.isVerbose(command)) {
            console.err().print(StackText.of(problem));
        }
        return failure.exitCode();
    }
}

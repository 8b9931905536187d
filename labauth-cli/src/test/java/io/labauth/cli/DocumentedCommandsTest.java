package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** Every command line of the documentation is one that labauth understands. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern LINE = Pattern.compile(
            "(?:^|`)labauth ((?:" + String.join("|", Commands.NAMES) + "|-)[^`\n]*)", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    @TempDir
    private Path home;

    static Stream<String> lines() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md")),
                    pages.filter(page -> page.toString().endsWith(".md")))
                    .flatMap(page -> LINE.matcher(text(page)).results().map(match -> match.group(1)))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void commandLine_canBeRead(String line) {
        String[] words = words(line);

        assertThatCode(() -> read(words)).doesNotThrowAnyException();
    }

    @Test
    void documentation_hasCommandLinesOfEachCommand() throws IOException {
        List<String> lines = lines().toList();

        assertThat(Commands.NAMES).allSatisfy(name -> assertThat(lines).anyMatch(line -> line.startsWith(name)));
    }

    /** A mention of a command need not be whole; what it says must be right. */
    private void read(String... words) {
        try {
            LabAuthCommand.withAllCommands(new Recorded("").invocation(home)).parseArgs(words);
        } catch (MissingParameterException e) {
            assertThat(words).hasSizeLessThanOrEqualTo(4);
        }
    }

    /** Without what is the shell's: redirections, pipes and comments. */
    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        for (MatchResult word : WORD.matcher(line).results().toList()) {
            if (List.of("<", ">", "|", "#").contains(word.group())) {
                break;
            }
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        return words.toArray(String[]::new);
    }

    private static String text(Path page) {
        try {
            return Files.readString(page).replace("\\\n", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

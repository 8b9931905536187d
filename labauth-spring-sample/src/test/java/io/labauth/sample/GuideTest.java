package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

    @Test
    void everySnippetOfTheGuide_standsInTheSample() {
        List<String> snippets = JAVA.matcher(read(Path.of("..", "docs", "guides", "web-application.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();

        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources()).contains(snippet));
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(Files::isRegularFile).map(GuideTest::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

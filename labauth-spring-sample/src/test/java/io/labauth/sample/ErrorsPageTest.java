package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthenticationException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.apikeys.KeyRefusedException;
import io.labauth.apikeys.KeyRejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of errors knows every one that there is. */
class ErrorsPageTest {
    private static final String SOURCES = sources();

    @ParameterizedTest
    @MethodSource({"reasons", "types"})
    void everyError_standsOnThePage(String name) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "errors.md"))).contains("`" + name + "`");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_onThePage_isOneThatTheSourcesHave(String message) {
        assertThat(SOURCES).contains(message);
    }

    /** The first column of the table of messages, without what is different each time. */
    static Stream<String> messages() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "errors.md"));
        String table = page.substring(page.indexOf("## Messages"), page.indexOf("## API keys"));
        return Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList()
                .stream();
    }

    /** All of our own code as one text, in which a message that is put together stands whole. */
    private static String sources() {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve(Path.of("src", "main", "java")))
                    .filter(Files::isDirectory)
                    .map(ErrorsPageTest::sources)
                    .collect(Collectors.joining())
                    .replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorsPageTest::text)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> reasons() {
        return Stream.of(
                        AuthenticationException.Reason.values(),
                        LoginException.Reason.values(),
                        KeyRefusedException.Reason.values(),
                        KeyRejection.values())
                .flatMap(Arrays::stream)
                .map(Enum::name);
    }

    static Stream<String> types() {
        return Arrays.stream(LabAuthException.class.getPermittedSubclasses()).map(Class::getSimpleName);
    }
}

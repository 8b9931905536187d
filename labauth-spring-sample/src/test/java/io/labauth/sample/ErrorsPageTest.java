package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthenticationException;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import io.labauth.apikeys.KeyRefusedException;
import io.labauth.apikeys.KeyRejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of errors knows every one that there is. */
class ErrorsPageTest {
    @ParameterizedTest
    @MethodSource({"reasons", "types"})
    void everyError_standsOnThePage(String name) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "errors.md"))).contains("`" + name + "`");
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

package io.labauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthenticationException;
import io.labauth.AuthorizationException;
import io.labauth.ConnectionException;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new AuthenticationException(AuthenticationException.Reason.KEY_UNKNOWN, "No.", null), 3),
                Arguments.of(new LoginException(LoginException.Reason.TIMED_OUT, "Late.", null), 3),
                Arguments.of(new LoginException(LoginException.Reason.CANCELLED, "Ended.", null), 130),
                Arguments.of(new AuthorizationException("Not this.", null), 4),
                Arguments.of(new ServiceException("Broken.", 500, null, null), 5),
                Arguments.of(new ConnectionException("Silent.", new IOException("x")), 5),
                Arguments.of(new IllegalArgumentException("Wrong."), 2),
                Arguments.of(new IllegalStateException("Missing."), 2),
                Arguments.of(new UncheckedIOException("Unreadable.", new IOException("x")), 2),
                Arguments.of(new NullPointerException("secret"), 1),
                Arguments.of(new IllegalStateException(), 1));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void exitCode_isThatOfTheKind(Throwable problem, int exitCode) {
        assertThat(Failure.of(problem).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void message_isTheExceptionsOwn() {
        assertThat(Failure.of(new IllegalStateException("Missing.")).message()).isEqualTo("Missing.");
    }

    @Test
    void message_ofADefect_doesNotRepeatWhatNobodyHasChecked() {
        assertThat(Failure.of(new NullPointerException("secret")).message())
                .contains("NullPointerException", "--verbose")
                .doesNotContain("secret");
    }

    @Test
    void stack_showsLabauthsWordsAndNoOthers() {
        ConnectionException problem =
                new ConnectionException("No answer.", new IOException("https://example.org/?code=secret"));

        assertThat(StackText.of(problem))
                .contains("ConnectionException: No answer.", "Caused by: java.io.IOException", "    at ")
                .doesNotContain("secret");
    }
}

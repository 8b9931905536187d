package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

class SessionOutageFilterTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SpringSessionAutoConfiguration.class));
    private Runnable store = () -> {
        throw new RedisConnectionFailureException("Unable to connect");
    };
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    static Stream<RuntimeException> outages() {
        return Stream.of(
                new CannotCreateTransactionException("Could not open a connection"),
                new CannotGetJdbcConnectionException("Could not get a connection"),
                new RedisConnectionFailureException("Unable to connect"),
                new RedisSystemException("Connection closed", null),
                new QueryTimeoutException("Command timed out"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void request_whenTheStoreIsDown_isAnsweredWith503AndWhenToTryAgain(RuntimeException outage) throws Exception {
        filter((request, answer) -> {
            answer.getWriter().write("half a page");
            throw outage;
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString()).contains("Wait a few seconds").doesNotContain("half a page");
    }

    static Stream<RuntimeException> mistakes() {
        return Stream.of(
                new OptimisticLockingFailureException("Somebody was faster"),
                new UnexpectedRollbackException("Marked as rollback-only"),
                new TransactionSystemException("Could not commit", new IllegalStateException("A name is missing")),
                new UncategorizedDataAccessException("No id was set", new IllegalStateException("ours")) {});
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void request_whenTheApplicationFailsAndTheStoreAnswers_failsAsBefore(RuntimeException mistake) {
        store = () -> {};

        assertThatThrownBy(() -> filter((request, answer) -> {
                    throw mistake;
                }))
                .isSameAs(mistake);
    }

    @Test
    void request_whenAHandlerMeetsTheOutage_isAnsweredWith503() throws Exception {
        filter((request, answer) -> {
            throw new ServletException("Request processing failed", new RedisConnectionFailureException("down"));
        });

        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void request_whenTheApplicationItselfFails_failsAsBefore() {
        assertThatThrownBy(() -> filter((request, answer) -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        assertThatThrownBy(() -> filter((request, answer) -> {
                    throw new DataIntegrityViolationException("ours");
                }))
                .hasMessage("ours");
        assertThatThrownBy(() -> filter((request, answer) -> {
                    throw new UncategorizedSQLException("ours", null, new SQLException("ours"));
                }))
                .isInstanceOf(UncategorizedSQLException.class);
        assertThatThrownBy(() -> filter((request, answer) -> {
                    throw new ServletException("ours");
                }))
                .hasMessage("ours");
    }

    @Test
    void request_whenItsAnswerIsOnItsWay_failsAsBefore() {
        assertThatThrownBy(() -> filter((request, answer) -> {
                    answer.flushBuffer();
                    throw new RedisConnectionFailureException("down");
                }))
                .hasMessage("down");
    }

    @Test
    void request_whenNothingFails_isLeftAlone() throws Exception {
        filter((request, answer) -> answer.getWriter().write("a page"));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEqualTo("a page");
    }

    @Test
    void filter_whenSessionsAreInTheServersMemory_isNotThere() {
        application.run(context -> assertThat(context).doesNotHaveBean("labauthSessionOutageFilter"));
    }

    @Test
    void filter_whenNoStoreIsOnTheClassPath_isNotThere() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.transaction", "org.springframework.dao"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("labauthSessionOutageFilter"));
    }

    private void filter(FilterChain chain) throws ServletException, IOException {
        new SessionOutageFilter(store::run).doFilter(new MockHttpServletRequest(), response, chain);
    }
}

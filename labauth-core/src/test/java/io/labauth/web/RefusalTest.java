package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.CallbackRejectedException;
import io.labauth.ConnectionException;
import io.labauth.LoginException;
import io.labauth.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @Test
    void of_aFailure_isWhatItMeansForThePerson() {
        assertThat(Refusal.of(new CallbackRejectedException("x"))).isEqualTo(Refusal.MALFORMED);
        assertThat(Refusal.of(new LoginException(LoginException.Reason.DENIED, "x", null)))
                .isEqualTo(Refusal.DENIED);
        assertThat(Refusal.of(new AuthorizationException("x", null))).isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(Refusal.of(new AuthorizationException("x", "4501"))).isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(Refusal.of(new ServiceException("x", 500, null, null))).isEqualTo(Refusal.SERVICE_UNAVAILABLE);
        assertThat(Refusal.of(new ConnectionException("x", null))).isEqualTo(Refusal.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_KEY_UNKNOWN, MISCONFIGURED",
        "ACCESS_PASSWORD_WRONG, MISCONFIGURED",
        "CLIENT_REFUSED, MISCONFIGURED",
        "CLOCK_SKEW, MISCONFIGURED",
        "IDENTITY_MISMATCH, OTHER_PERSON",
        "CODE_REFUSED, NOT_ACCEPTED",
    })
    void of_aRefusedSignIn_dependsOnItsReason(Reason reason, Refusal refusal) {
        assertThat(Refusal.of(new AuthenticationException(reason, "x", null))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_scope", "unauthorized_client", "insufficient_scope"})
    void of_aRegistrationThatDoesNotFit_isTheOperatorsToMend(String code) {
        assertThat(Refusal.of(new AuthorizationException("x", code))).isEqualTo(Refusal.MISCONFIGURED);
    }

    @ParameterizedTest
    @EnumSource
    void texts_areWholeAndNameTheService(Refusal refusal) {
        assertThat(refusal.title("Tiled")).isNotBlank().doesNotContain("{", "}").doesNotEndWith(".");
        assertThat(refusal.explanation("Tiled"))
                .isNotBlank()
                .doesNotContain("{", "}")
                .endsWith(".");
        assertThat(refusal.advice("Tiled"))
                .isNotBlank()
                .doesNotContain("{", "}")
                .endsWith(".");
        assertThat(refusal.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void operatorsAreToldOfWhatIsNotTheBrowsersFault() {
        assertThat(Refusal.values())
                .filteredOn(Refusal::concernsTheOperator)
                .containsExactlyInAnyOrder(
                        Refusal.KEY_RETIRED,
                        Refusal.BUSY,
                        Refusal.STORE_UNAVAILABLE,
                        Refusal.SESSION_NOT_KEPT,
                        Refusal.MISCONFIGURED,
                        Refusal.SERVICE_UNAVAILABLE);
        assertThat(Refusal.values())
                .filteredOn(refusal -> refusal.retryAfter().isPresent())
                .containsExactlyInAnyOrder(
                        Refusal.BUSY, Refusal.STORE_UNAVAILABLE, Refusal.SESSION_NOT_KEPT, Refusal.SERVICE_UNAVAILABLE);
    }
}

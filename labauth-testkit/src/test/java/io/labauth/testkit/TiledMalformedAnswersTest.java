package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.tiled.Tiled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each field of what Tiled answers to a sign-in, spoilt: refused by its name, and nothing of it shown. */
@Timeout(30)
class TiledMalformedAnswersTest {
    private static final String BEGIN = "auth/provider/orcid/authorize";
    private static final String TOKENS = "auth/provider/toy/token";

    private FakeTiled fake;
    private Tiled tiled;

    @BeforeEach
    void start() {
        fake = FakeTiled.start();
        fake.addUser("ada", "swordfish");
        tiled = Tiled.builder(fake.uri()).connect();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_uri", "verification_uri", "user_code", "device_code"})
    void aBeginningWithoutAField_isRefusedByItsName(String field) {
        assertRefused(BEGIN, begun(), field, tiled::beginSignIn);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_uri, javascript:alert(1)",
        "authorization_uri, a b",
        "user_code, '\u001b[2Jclean'",
        "user_code, 'a\nb'",
        "interval, soon",
        "expires_in, 1e300"
    })
    void aBeginningThatMustNotBeShown_isRefusedByItsName(String field, String value) {
        Map<String, Object> answer = begun();
        answer.put(field, field.equals("expires_in") ? (Object) Double.valueOf(value) : value);

        assertRefusal(BEGIN, answer, field, tiled::beginSignIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void tokensWithoutAField_areRefusedByItsName(String field) {
        assertRefused(TOKENS, tokens(), field, () -> tiled.signIn("ada", Secret.of("swordfish")));
    }

    @ParameterizedTest
    @CsvSource({"access_token, 'a\r\nb: c'", "access_token, \u00e4", "expires_in, soon", "principal, ada"})
    void tokensThatCannotBeUsed_areRefusedByTheirName(String field, String value) {
        Map<String, Object> answer = tokens();
        answer.put(field, value);

        assertRefusal(TOKENS, answer, field, () -> tiled.signIn("ada", Secret.of("swordfish")));
    }

    private void assertRefused(String path, Map<String, Object> right, String field, ThrowingCallable call) {
        for (Object wrong : new Object[] {null, 7, true, "", List.of("x"), Map.of("a", 1)}) {
            Map<String, Object> answer = new LinkedHashMap<>(right);
            answer.put(field, wrong);

            assertRefusal(path, answer, field, call);
        }
        right.remove(field);
        assertRefusal(path, right, field, call);
    }

    private void assertRefusal(String path, Map<String, Object> answer, String field, ThrowingCallable call) {
        fake.behaviour().failNext(path, Fault.answer(200, "application/json", JsonText.write(answer)), 1);

        ServiceException e = catchThrowableOfType(ServiceException.class, call);

        assertThat(e)
                .as(JsonText.write(answer))
                .hasMessageContaining("JSON of another shape: " + field + " ")
                .hasMessageNotContaining("s3cret");
    }

    private Map<String, Object> begun() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("authorization_uri", "https://orcid.example/oauth/authorize");
        answer.put("verification_uri", fake.uri() + "/api/v1/auth/provider/orcid/token");
        answer.put("user_code", "AB12-CD34");
        answer.put("device_code", "s3cret-device");
        answer.put("interval", 5.0);
        answer.put("expires_in", 900.0);
        return answer;
    }

    private static Map<String, Object> tokens() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", "s3cret-access");
        answer.put("refresh_token", "s3cret-refresh");
        answer.put("expires_in", 900);
        return answer;
    }
}

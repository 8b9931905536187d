package io.labauth.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding the key of a request, and the answers of RFC 6750. */
class RequestKeyTest {
    private final Lab lab = new Lab();
    private final IssuedKey issued = lab.keyOf("ada");
    private final String key = issued.secret().reveal();

    @AfterEach
    void close() {
        lab.close();
    }

    private Optional<Verification> authenticate(String query, String... authorization) {
        return lab.keys.authenticate(List.of(authorization), query, Lab.address("203.0.113.7"));
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "Apikey ", "APIKEY ", "Bearer  "})
    void key_inTheAuthorizationHeader_isAccepted(String scheme) {
        assertThat(authenticate(null, scheme + key)).containsInstanceOf(VerifiedKey.class);
    }

    @Test
    void key_asPasswordOfTheUserApikey_isAccepted() {
        assertThat(authenticate("page=2", basic("apikey:" + key))).containsInstanceOf(VerifiedKey.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer x", "Apikey lab_live_", "Bearer a b", "Bearer \u0000"})
    void otherText_isInvalid(String header) {
        assertThat(authenticate(null, header)).contains(KeyRejection.INVALID);
    }

    @Test
    void request_thatShowsNoKey_maySignInOtherwise() {
        assertThat(authenticate(null)).isEmpty();
        assertThat(authenticate("", "")).isEmpty();
        assertThat(authenticate("page=2&api_keys=3", "Negotiate abc")).isEmpty();
        assertThat(authenticate(null, basic("ada:secret"))).isEmpty();
        assertThat(authenticate(null, "Basic %%%")).isEmpty();
    }

    @Test
    void twoCredentialsAtOnce_areRefusedEvenIfBothAreGood() {
        assertThat(authenticate(null, "Bearer " + key, "Bearer " + key)).contains(KeyRejection.TWO_CREDENTIALS);
        assertThat(authenticate("api_key=" + key, "Bearer " + key)).contains(KeyRejection.TWO_CREDENTIALS);
        assertThat(authenticate("api_key=" + key + "&api_key=" + key)).contains(KeyRejection.TWO_CREDENTIALS);
    }

    @Test
    void keyInTheAddress_isRefusedUnlessItIsAskedFor() {
        assertThat(authenticate("page=2&api_key=" + key)).contains(KeyRejection.IN_ADDRESS);

        try (ApiKeys withQuery = ApiKeys.builder(
                        lab.database, Peppers.of(List.of(PeppersTest.ONE)), owner -> Optional.of(Set.of()))
                .schemes(EnumSet.of(KeyScheme.QUERY))
                .clock(lab.clock)
                .build()) {
            assertThat(withQuery.authenticate(List.of(), "api_key=" + key, Lab.address("203.0.113.7")))
                    .containsInstanceOf(VerifiedKey.class);
            assertThat(withQuery.authenticate(List.of("Bearer " + key), null, Lab.address("203.0.113.7")))
                    .isEmpty();
        }
    }

    @Property(tries = 200)
    void anyHeaderAndQuery_getAnAnswerWithoutAnException(@ForAll String header, @ForAll String query) {
        try (Lab own = new Lab()) {
            assertThat(own.keys.authenticate(List.of(header, "Basic " + header), query, Lab.address("203.0.113.7")))
                    .isNotNull();
        }
    }

    @Test
    void answers_areThoseOfRfc6750() {
        assertThat(KeyRejection.INVALID.status()).isEqualTo(401);
        assertThat(KeyRejection.INVALID.challenge("lab"))
                .contains("Bearer realm=\"lab\", error=\"invalid_token\", error_description=\"The key is not valid.\"");
        assertThat(KeyRejection.EXPIRED.challenge("lab").orElseThrow()).contains("invalid_token", "expired");
        assertThat(KeyRejection.TWO_CREDENTIALS.status()).isEqualTo(400);
        assertThat(KeyRejection.IN_ADDRESS.challenge("lab").orElseThrow()).contains("invalid_request");
        assertThat(VerifiedKey.insufficientScope("lab", "write"))
                .contains("error=\"insufficient_scope\"")
                .endsWith(", scope=\"write\"");
    }

    @Test
    void answers_thatOnlyTimeHelps_sayWhenToTryAgain() {
        assertThat(KeyRejection.TOO_MANY_FAILURES.status()).isEqualTo(429);
        assertThat(KeyRejection.UNAVAILABLE.status()).isEqualTo(503);
        assertThat(List.of(KeyRejection.TOO_MANY_FAILURES, KeyRejection.UNAVAILABLE))
                .allSatisfy(rejection -> {
                    assertThat(rejection.retryAfter()).isPresent();
                    assertThat(rejection.challenge("lab")).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(KeyRejection.class)
    void descriptions_fitIntoAHeader(KeyRejection rejection) {
        assertThat(rejection.description()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }

    @Test
    void verifiedKey_knowsItsScopes() {
        VerifiedKey verified = (VerifiedKey) lab.verify(issued.secret());

        assertThat(verified.has("write")).isTrue();
        assertThat(verified.has("admin")).isFalse();
    }
}

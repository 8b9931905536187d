package io.labauth.testkit;

import static io.labauth.testkit.Answers.assertError;
import static io.labauth.testkit.SignedClient.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String METHOD = "email_has_account";
    private static final Map<String, String> PARAMETERS = Map.of("email", "ada@example.org");

    private FakeLabArchives fake;
    private SignedClient client;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.start();
        client = SignedClient.of(fake);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void call_whenItIsThePublishedVector_isAccepted() throws Exception {
        Clock then = Clock.fixed(Instant.ofEpochMilli(264433207000L), ZoneOffset.UTC);
        try (FakeLabArchives published = FakeLabArchives.builder()
                .accessKeyId("0234wedkfjrtfd34er")
                .accessPassword("1234567890")
                .clock(then)
                .start()) {
            published.answer("entries", "entry_attachment", "<entries/>");

            String query =
                    "akid=0234wedkfjrtfd34er&expires=264433207000&sig=mT7pS%2BKgqlNseR0bo4YLQOVIsgOugMWzlQGllInXS25"
                            + "Q7VpA6lRmL0nUq%2FUUdrlF%2BWV7POYE1vcwvN%2Fpnac7bw%3D%3D";

            assertThat(SignedClient.of(published).raw("entries/entry_attachment?" + query))
                    .returns(200, HttpResponse::statusCode)
                    .returns("<entries/>", HttpResponse::body);
        }
    }

    @Test
    void call_whenSignedByGetOrPost_isAccepted() throws Exception {
        assertThat(client.get("users", METHOD, PARAMETERS).statusCode()).isEqualTo(200);
        assertThat(client.post("users", METHOD, PARAMETERS).statusCode()).isEqualTo(200);
    }

    @Test
    void call_whenThePasswordIsWrong_gets4520() throws Exception {
        SignedClient wrong = client.as(fake.accessKeyId(), "wrong");

        assertError(wrong.get("users", METHOD, PARAMETERS), 401, 4520);
    }

    @Test
    void call_whenAnotherMethodWasSigned_gets4520() throws Exception {
        assertError(client.raw("users/" + METHOD + "?" + client.signing("epoch_time")), 401, 4520);
        assertError(client.raw("users/" + METHOD + "?" + client.signing("users")), 401, 4520);
        assertError(client.raw("users/" + METHOD + "?" + client.signing("users/" + METHOD)), 401, 4520);
    }

    @Test
    void call_whenTheSignedValuesAreReordered_gets4520() throws Exception {
        String expires = String.valueOf(System.currentTimeMillis());
        String reordered = client.as(METHOD, fake.accessPassword()).signature(fake.accessKeyId(), expires);

        assertError(client.raw("users/" + METHOD + "?" + signedBy(expires, encode(reordered))), 401, 4520);
    }

    @Test
    void call_whenTheSignatureIsEncodedTwiceOrNotAtAll_gets4520() throws Exception {
        String expires = String.valueOf(System.currentTimeMillis());
        String signature = signatureWithPlus(expires);

        assertError(client.raw("users/" + METHOD + "?" + signedBy(expires, encode(encode(signature)))), 401, 4520);
        assertError(client.raw("users/" + METHOD + "?" + signedBy(expires, signature.replace("=", ""))), 401, 4520);
    }

    @Test
    void call_whenTheSignatureIsUnpadded_gets4520() throws Exception {
        String expires = String.valueOf(System.currentTimeMillis());
        String unpadded = client.signature(METHOD, expires).replace("=", "");

        assertError(client.raw("users/" + METHOD + "?" + signedBy(expires, encode(unpadded))), 401, 4520);
    }

    @Test
    void call_whenSignedWithSha1_isAcceptedOnlyIfSwitched() throws Exception {
        SignedClient old = client.signingWith("HmacSHA1");
        assertError(old.get("users", METHOD, PARAMETERS), 401, 4520);

        fake.behaviour().acceptSha1(true);

        assertThat(old.get("users", METHOD, PARAMETERS).statusCode()).isEqualTo(200);
        assertThat(client.get("users", METHOD, PARAMETERS).statusCode()).isEqualTo(200);
    }

    @Test
    void call_whenTheAccessKeyIsUnknown_gets4506BeforeAnythingElse() throws Exception {
        assertError(client.raw("users/" + METHOD + "?akid=nobody&expires=1&sig=x"), 401, 4506);
    }

    @Test
    void call_whenExpiresIsOld_gets4504BeforeTheSignatureIsLookedAt() throws Exception {
        String expires = String.valueOf(
                System.currentTimeMillis() - Duration.ofMinutes(3).toMillis());

        assertError(client.raw("users/" + METHOD + "?" + signedBy(expires, "x")), 401, 4504);
    }

    @Test
    void call_whenExpiresIsWithinTheBounds_isAccepted() throws Exception {
        assertThat(client.at(shifted(Duration.ofSeconds(-110)))
                        .get("users", METHOD, PARAMETERS)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.at(shifted(Duration.ofMinutes(5)))
                        .get("users", METHOD, PARAMETERS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void call_whenExpiresIsBeyondTheBounds_gets4504() throws Exception {
        fake.behaviour().ageBound(Duration.ofSeconds(5)).futureBound(Duration.ofSeconds(5));

        assertError(client.at(shifted(Duration.ofMinutes(-1))).get("users", METHOD, PARAMETERS), 401, 4504);
        assertError(client.at(shifted(Duration.ofMinutes(1))).get("users", METHOD, PARAMETERS), 401, 4504);
    }

    @Test
    void call_whenTheFakesClockIsOff_isJudgedByThatClock() throws Exception {
        fake.behaviour().clockOffset(Duration.ofHours(1));

        assertError(client.get("users", METHOD, PARAMETERS), 401, 4504);
        assertThat(client.at(shifted(Duration.ofHours(1)))
                        .get("users", METHOD, PARAMETERS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void call_whenASignedParameterIsMissingMalformedOrRepeated_gets4500() throws Exception {
        String signing = client.signing(METHOD);
        String expires = String.valueOf(System.currentTimeMillis());

        assertError(client.raw("users/" + METHOD), 400, 4500);
        assertError(client.raw("users/" + METHOD + "?akid=" + fake.accessKeyId()), 400, 4500);
        assertError(client.raw("users/" + METHOD + "?" + signedBy("soon", "x")), 400, 4500);
        assertError(client.raw("users/" + METHOD + "?" + signing + "&akid=" + fake.accessKeyId()), 400, 4500);
        assertError(client.raw("users/" + METHOD + "?" + signing + "&expires=" + expires), 400, 4500);
        assertError(client.raw("users/" + METHOD + "?" + signing + "&sig=x"), 400, 4500);
    }

    @Test
    void call_whenAnEscapeIsNotUtf8_gets4500() throws Exception {
        assertError(client.raw("users/" + METHOD + "?" + client.signing(METHOD) + "&email=%FF"), 400, 4500);
    }

    private String signedBy(String expires, String encodedSignature) {
        return "akid=" + fake.accessKeyId() + "&expires=" + expires + "&sig=" + encodedSignature;
    }

    private String signatureWithPlus(String expires) {
        String signature = client.signature(METHOD, expires);
        return signature.contains("+") ? signature : signature.substring(0, 4) + "+" + signature.substring(5);
    }

    private static Clock shifted(Duration by) {
        return Clock.offset(Clock.systemUTC(), by);
    }
}

package io.labauth.testkit;

import static io.labauth.testkit.Answers.assertError;
import static io.labauth.testkit.Answers.text;
import static io.labauth.testkit.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiMethodsTest {
    private static final String EMAIL = "ada+lab@example.org";

    private FakeLabArchives fake;
    private SignedClient client;
    private FakeUser ada;

    @BeforeEach
    void start() {
        fake = FakeLabArchives.start();
        client = SignedClient.of(fake);
        ada = fake.addUser(EMAIL, "Ada Brandt", "Protein <folding> & more", "Optics");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void userAccessInfo_whenTheCodeIsRight_tellsTheUserAndTheNotebooks() throws Exception {
        HttpResponse<String> answer = client.exchange(EMAIL, fake.issueCode(EMAIL));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml; charset=utf-8");
        assertThat(text(answer, "/users/id")).isEqualTo(ada.uid());
        assertThat(text(answer, "/users/fullname")).isEqualTo("Ada Brandt");
        assertThat(text(answer, "/users/last-name")).isEqualTo("Brandt");
        assertThat(text(answer, "/users/email")).isEqualTo(EMAIL);
        assertThat(texts(answer, "/users/notebooks[@type='array']/notebook/name"))
                .containsExactly("Protein <folding> & more", "Optics");
        assertThat(texts(answer, "/users/notebooks/notebook/is-default[@type='boolean']"))
                .containsExactly("true", "false");
        assertThat(texts(answer, "//request")).isEmpty();
    }

    @Test
    void userAccessInfo_whenTheEmailIsOfAnotherCase_isTheSameUser() throws Exception {
        HttpResponse<String> answer = client.exchange("ADA+Lab@Example.org", fake.issueCode(EMAIL));

        assertThat(text(answer, "/users/id")).isEqualTo(ada.uid());
    }

    @Test
    void userAccessInfo_whenTheUserHasNoNotebook_tellsAnEmptyArray() throws Exception {
        fake.addUser("empty@example.org", "Prince");

        HttpResponse<String> answer = client.exchange("empty@example.org", fake.issueCode("empty@example.org"));

        assertThat(texts(answer, "/users/notebooks/notebook")).isEmpty();
        assertThat(texts(answer, "/users/notebooks")).hasSize(1);
        assertThat(texts(answer, "/users/last-name")).isEmpty();
    }

    @Test
    void userAccessInfo_whenTheCodeIsWrongOrAnothers_gets4514() throws Exception {
        fake.addUser("ben@example.org", "Ben Okafor");

        assertError(client.exchange(EMAIL, "wrong"), 401, 4514);
        assertError(client.exchange("nobody@example.org", "wrong"), 401, 4514);
        assertError(client.exchange("ben@example.org", fake.issueCode(EMAIL)), 401, 4514);
    }

    @Test
    void userAccessInfo_whenTheCodeIsOfAnotherAccessKey_gets4514() throws Exception {
        fake.addAccessKey("second", "key");

        assertError(client.as("second", "key").exchange(EMAIL, fake.issueCode(EMAIL)), 401, 4514);
    }

    @Test
    void userAccessInfo_whenAParameterIsMissingOrRepeated_gets4500() throws Exception {
        String signed = "users/user_access_info?" + client.signing("user_access_info");

        assertError(client.raw(signed), 400, 4500);
        assertError(client.raw(signed + "&login_or_email=a"), 400, 4500);
        assertError(client.raw(signed + "&login_or_email=a&password=b&password=c"), 400, 4500);
    }

    @Test
    void userInfoViaId_whenTheUidIsRight_tellsTheSameUserAgain() throws Exception {
        HttpResponse<String> first = client.exchange(EMAIL, fake.issueCode(EMAIL));

        HttpResponse<String> again = client.resume(ada.uid());

        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void userInfoViaId_whenTheUidIsOfAnotherAccessKey_gets4507() throws Exception {
        fake.addAccessKey("second", "key");
        SignedClient second = client.as("second", "key");
        assertError(second.resume(ada.uid()), 401, 4507);

        String uid = text(second.exchange(EMAIL, fake.issueToken(EMAIL)), "/users/id");

        assertThat(uid).isNotEqualTo(ada.uid());
        assertThat(text(second.resume(uid), "/users/fullname")).isEqualTo("Ada Brandt");
        assertError(client.resume(uid), 401, 4507);
    }

    @Test
    void userInfoViaId_whenTheUidWasRevoked_gets4507UntilTheNextSignIn() throws Exception {
        fake.revoke(ada.uid());
        assertError(client.resume(ada.uid()), 401, 4507);

        String uid = text(client.exchange(EMAIL, fake.issueCode(EMAIL)), "/users/id");

        assertThat(uid).isNotEqualTo(ada.uid());
        assertThat(client.resume(uid).statusCode()).isEqualTo(200);
    }

    @Test
    void maxFileSize_whenTheUidIsRight_isInBytes() throws Exception {
        fake.addUser(new FakeUser("big@example.org", "Big", "28Ho's9^Lt41,x", List.of(), 4_294_967_296L));

        HttpResponse<String> answer = client.get("users", "max_file_size", Map.of("uid", "28Ho's9^Lt41,x"));

        assertThat(text(answer, "/users/max-file-size[@type='integer']")).isEqualTo("4294967296");
        assertError(client.get("users", "max_file_size", Map.of("uid", "x")), 401, 4507);
    }

    @Test
    void emailHasAccount_tellsWhetherThereIsOne() throws Exception {
        assertThat(text(hasAccount(EMAIL), "/users/account-for-email[@type='boolean']"))
                .isEqualTo("true");
        assertThat(text(hasAccount("x@example.org"), "/users/account-for-email"))
                .isEqualTo("false");
    }

    @Test
    void epochTime_whenUnsigned_tellsTheMilliseconds() throws Exception {
        HttpResponse<String> answer = client.raw("utilities/epoch_time?akid=" + fake.accessKeyId());

        assertThat(Instant.ofEpochMilli(Long.parseLong(text(answer, "/utilities/epoch-time"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertError(client.raw("utilities/epoch_time?akid=nobody"), 401, 4506);
    }

    @Test
    void apiBaseUrls_tellsTheFakesOwn() throws Exception {
        HttpResponse<String> answer = client.get("utilities", "api_base_urls", Map.of());

        assertThat(text(answer, "/utilities/regions/region/api-base-url"))
                .isEqualTo(fake.apiUrl().toString());
    }

    @Test
    void anotherMethod_whenNotPrepared_gets4503ButOnlyIfSigned() throws Exception {
        assertError(client.get("tree_tools", "get_tree_level", Map.of()), 404, 4503);
        assertError(client.raw("tree_tools/get_tree_level?" + client.signing("x")), 401, 4520);
        assertError(client.raw("nonsense?" + client.signing("nonsense")), 404, 4503);
    }

    @Test
    void anotherMethod_whenPrepared_getsThatAnswerAndIsRecorded() throws Exception {
        fake.answer("tree_tools", "get_tree_level", "<tree-tools><level/></tree-tools>");

        HttpResponse<String> got = client.get("tree_tools", "get_tree_level", Map.of("uid", ada.uid()));
        HttpResponse<String> posted = client.post("tree_tools", "get_tree_level", Map.of("nbid", "a b&c"));

        assertThat(got.body()).isEqualTo("<tree-tools><level/></tree-tools>").isEqualTo(posted.body());
        assertThat(fake.calls().all().get(0).parameters()).containsEntry("uid", ada.uid());
        assertThat(fake.calls().all().get(1))
                .returns("POST", CallLog.Call::httpMethod)
                .returns("a b&c", call -> call.parameters().get("nbid"));
    }

    @Test
    void call_whenNeitherGetNorPost_isRefused() throws Exception {
        URI uri = URI.create(fake.apiUrl() + "/utilities/epoch_time?akid=" + fake.accessKeyId());

        assertError(SignedClient.send(HttpRequest.newBuilder(uri).DELETE().build()), 404, 4503);
    }

    @Test
    void addUser_whenTheUidIsTaken_isRefused() {
        FakeUser copy = new FakeUser("copy@example.org", "Copy", ada.uid(), List.of(), 1);

        assertThatIllegalArgumentException().isThrownBy(() -> fake.addUser(copy));
    }

    @Test
    void addUser_whenTheEmailIsKnown_replacesTheUser() throws Exception {
        FakeUser again = fake.addUser(EMAIL, "Ada Newname");

        assertThat(fake.users()).containsExactly(again);
        assertError(client.resume(ada.uid()), 401, 4507);
    }

    @Test
    void addUser_whenNoUidIsGiven_getsOneThatIsHardToEncode() {
        assertThat(ada.uid()).contains("'", "^", ",");
    }

    @Test
    void issueCode_whenThereIsNoSuchUser_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> fake.issueCode("x@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> fake.issueToken("x@example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> fake.revoke("x"));
    }

    private HttpResponse<String> hasAccount(String email) throws Exception {
        return client.get("users", "email_has_account", Map.of("email", email));
    }
}

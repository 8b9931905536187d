package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ServiceException;
import io.labauth.labarchives.ApiRequest;
import io.labauth.labarchives.ApiResponse;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesBuilder;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.labarchives.Notebook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** labauth's client of LabArchives against the fake: what goes well, and what a person or a program does wrong. */
@ExtendWith(FakeLabArchivesExtension.class)
class LabArchivesClientTest {
    private static final String EMAIL = "a+b@x.org";
    private static final String UID = "28Ho's9^Lt41,x";
    private static final URI CALLBACK = URI.create("http://127.0.0.1:8089/callback/");

    private FakeLabArchives fake;
    private LabArchives labArchives;

    @BeforeEach
    void signUp(FakeLabArchives injected) {
        fake = injected;
        fake.addUser(new FakeUser(
                EMAIL,
                "Ada Löwe",
                UID,
                List.of(
                        new FakeNotebook("MTIuMw==", "Gels & blots", true),
                        new FakeNotebook("NDUuNg==", "Other", false)),
                1_048_576));
        fake.addUser(new FakeUser("n@x.org", "", "uid-nameless", List.of(), 1));
        labArchives = client().build();
    }

    @Test
    void beginAndComplete_throughTheSignInPage_giveTheUser() {
        PendingLogin pending = labArchives.begin(CALLBACK);
        URI redirected = fake.signIn(pending.authorizationUri(), EMAIL);

        LabArchivesUser user = labArchives.complete(pending, Callback.parse(redirected.getRawQuery()));

        assertThat(redirected.toString()).startsWith(pending.callbackUri() + "?");
        assertThat(user.uid()).isEqualTo(UID);
        assertThat(user.email()).isEqualTo(EMAIL);
        assertThat(user.fullName()).isEqualTo("Ada Löwe");
        assertThat(user.notebooks())
                .containsExactly(
                        new Notebook("MTIuMw==", "Gels & blots", true), new Notebook("NDUuNg==", "Other", false));
        assertThat(user.notebook("Other")).contains(new Notebook("NDUuNg==", "Other", false));
        assertThat(user.notebook("other")).isEmpty();
        assertThat(user).asString().doesNotContain(UID, EMAIL);
    }

    @Test
    void serviceTime_isThatOfTheService() {
        fake.behaviour().clockOffset(Duration.ofHours(3));

        assertThat(labArchives.serviceTime())
                .isCloseTo(Instant.now().plus(Duration.ofHours(3)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void complete_whenTheCallbackUriHasAQueryOfItsOwn_givesTheUser() {
        PendingLogin pending = labArchives.begin(URI.create(CALLBACK + "?lab=a%2Bb"));
        URI redirected = fake.signIn(pending.authorizationUri(), EMAIL);

        assertThat(labArchives
                        .complete(pending, Callback.parse(redirected.getRawQuery()))
                        .uid())
                .isEqualTo(UID);
    }

    @Test
    void complete_whenThePersonRefuses_isDenied() {
        PendingLogin pending = labArchives.begin(CALLBACK);
        Callback refused =
                Callback.parse(fake.refuse(pending.authorizationUri()).getRawQuery());

        LoginException e = catchThrowableOfType(LoginException.class, () -> labArchives.complete(pending, refused));

        assertThat(e.reason()).isEqualTo(LoginException.Reason.DENIED);
        assertThat(fake.calls().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "email=a%40b",
                "auth_code=c",
                "email=&auth_code=c",
                "email=a%40b&auth_code=",
                "email=a%40b&auth_code=+",
                "email=a&auth_code=c&error=x"
            })
    void complete_whenTheCallbackIsIncomplete_isRejectedAndNothingIsSent(String query) {
        PendingLogin pending = labArchives.begin(CALLBACK);

        assertThatExceptionOfType(CallbackRejectedException.class)
                .isThrownBy(() -> labArchives.complete(pending, Callback.parse(query)));
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void complete_whenTheCallbacksEmailWasEdited_isRefused() {
        fake.addUser("victim@x.org", "Vic Tim");
        PendingLogin pending = labArchives.begin(CALLBACK);
        String query =
                fake.signIn(pending.authorizationUri(), EMAIL).getRawQuery().replace("a%2Bb%40x.org", "victim%40x.org");

        assertThat(query).contains("victim");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> labArchives.complete(pending, Callback.parse(query)));
    }

    @Test
    void login_whenTheAnswerNamesAnotherEmail_isRefused() {
        fake.behaviour().failNext("user_access_info", xml("<users><id>u</id><email>other@x.org</email></users>"), 1);

        AuthenticationException e = refused(() -> labArchives.login(EMAIL, fake.issueCode(EMAIL)));

        assertThat(e.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
        assertThat(e).hasMessageNotContaining("@");
    }

    @Test
    void login_whenTheAnswersEmailDiffersInCaseOnly_isThatUser() {
        assertThat(labArchives.login("A+B@X.org", fake.issueToken(EMAIL)).email())
                .isEqualTo(EMAIL);
    }

    @Test
    void login_whenTheAnswerHasNoEmail_keepsTheOneSignedInWith() {
        fake.behaviour().includeEmail(false);

        assertThat(labArchives.login(EMAIL, fake.issueToken(EMAIL)).email()).isEqualTo(EMAIL);
        assertThat(labArchives.resume(UID).email()).isEmpty();
    }

    @Test
    void login_whateverTheOrderOfTheAnswer_takesTheUsersId() {
        fake.behaviour().shuffleChildren(true).echoRequest(true);

        for (int i = 0; i < 20; i++) {
            assertThat(labArchives.login(EMAIL, fake.issueToken(EMAIL)).uid()).isEqualTo(UID);
        }
    }

    @Test
    void login_withAUsedCode_isRefused() {
        String code = fake.issueCode(EMAIL);
        labArchives.login(EMAIL, code);

        AuthenticationException e = refused(() -> labArchives.login(EMAIL, code));

        assertThat(e.reason()).isEqualTo(Reason.CODE_REFUSED);
        assertThat(e.errorCode()).contains("4514");
        assertThat(e).hasMessageContaining("External App authentication").hasMessageNotContaining(code);
        assertThat(fake.calls().retried4xx()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void login_withoutEmailOrCode_isRefusedBeforeAnythingIsSent(String blank) {
        assertThatIllegalArgumentException().isThrownBy(() -> labArchives.login(blank, "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> labArchives.login(EMAIL, blank));
        assertThatIllegalArgumentException().isThrownBy(() -> labArchives.login(null, "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> labArchives.login(EMAIL, (String) null));
        assertThatIllegalArgumentException().isThrownBy(() -> labArchives.resume(blank));
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void fromEnvironment_thenLoginWithATokenAndResume_needNoBrowser(@TempDir Path directory) {
        LabArchives job = LabArchives.fromEnvironment(
                Map.of(
                        "API_URL", fake.apiUrl().toString(),
                        "ACCESS_KEYID", fake.accessKeyId(),
                        "ACCESS_PWD", fake.accessPassword()),
                directory);

        String uid = job.login(EMAIL, fake.issueToken(EMAIL)).uid();

        assertThat(job.resume(uid).notebooks()).hasSize(2);
    }

    @Test
    void resume_whenTheUidWasRevoked_asksToSignInAgain() {
        fake.revoke(UID);

        assertThat(refused(() -> labArchives.resume(UID)).reason()).isEqualTo(Reason.USER_UNKNOWN);
    }

    @Test
    void resume_withTheUidOfAnotherAccessKey_asksToSignInAgain() {
        fake.addAccessKey("other", "sesame");
        LabArchives other = LabArchives.builder("other", Secret.of("sesame"))
                .apiUrl(fake.apiUrl())
                .build();

        assertThat(refused(() -> other.resume(UID)).reason()).isEqualTo(Reason.USER_UNKNOWN);
    }

    @Test
    void aWrongAccessKey_orPassword_isToldApart() {
        LabArchives wrongId = LabArchives.builder("nobody", Secret.of("x"))
                .apiUrl(fake.apiUrl())
                .build();
        LabArchives wrongPassword = LabArchives.builder(fake.accessKeyId(), Secret.of("x"))
                .apiUrl(fake.apiUrl())
                .build();

        assertThat(refused(() -> wrongId.resume(UID)).reason()).isEqualTo(Reason.ACCESS_KEY_UNKNOWN);
        assertThat(refused(() -> wrongPassword.resume(UID)).reason()).isEqualTo(Reason.ACCESS_PASSWORD_WRONG);
    }

    @Test
    void maxUploadSize_isInBytes() {
        assertThat(labArchives.resume(UID).maxUploadSize()).isEqualTo(1_048_576);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<users/>",
                "<users><max-file-size/></users>",
                "<users><max-file-size>many</max-file-size></users>",
                "<users><max-file-size>-1</max-file-size></users>",
                "<users><max-file-size>9999999999999999999</max-file-size></users>",
                "<other><max-file-size>1</max-file-size></other>",
            })
    void maxUploadSize_whenTheAnswerHasNoSize_saysSo(String body) {
        LabArchivesUser user = labArchives.resume(UID);
        fake.behaviour().failNext("max_file_size", xml(body), 1);

        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(user::maxUploadSize)
                .withMessageContaining("users/max_file_size");
    }

    @Test
    void provider_namesThePersonToApplications() {
        LabArchivesUser ada = labArchives.resume(UID);
        LabArchivesUser nameless = labArchives.login("n@x.org", fake.issueToken("n@x.org"));

        assertThat(labArchives.serviceName()).isEqualTo("LabArchives");
        assertThat(labArchives.displayName(ada)).isEqualTo("Ada Löwe");
        assertThat(labArchives.displayName(nameless)).isEqualTo("n@x.org");
        assertThat(labArchives.email(nameless)).isEqualTo("n@x.org");
        assertThat(labArchives.withoutBrowser()).contains("one-hour token");
    }

    @Test
    void registration_isOfTheAccessKeyAndTheHost() {
        LabArchives other = LabArchives.builder("other", Secret.of("pw"))
                .apiUrl(fake.apiUrl())
                .build();
        LabArchives elsewhere =
                LabArchives.builder(fake.accessKeyId(), Secret.of("pw")).build();

        assertThat(labArchives.registration())
                .isNotEmpty()
                .isEqualTo(client().build().registration())
                .isNotEqualTo(other.registration())
                .isNotEqualTo(elsewhere.registration());
    }

    @Test
    void get_callsAnyMethodAndStreamsItsAnswer() throws IOException {
        fake.answer("tree_tools", "get_tree_level", "<tree-tools><level>1</level></tree-tools>");

        try (ApiResponse answer = labArchives.get("tree_tools", "get_tree_level", Map.of("nbid", "a+b=&c'"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType())
                    .hasValueSatisfying(type -> assertThat(type).contains("xml"));
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains("<level>1</level>");
        }
        assertThat(lastCall().parameters()).containsEntry("nbid", "a+b=&c'");
    }

    @Test
    void getAndPostOfAUser_addTheUid() {
        fake.answer("entries", "add_entry", "<entries/>");
        LabArchivesUser user = labArchives.resume(UID);

        user.get("entries", "add_entry", Map.of("x", "1")).close();
        assertThat(lastCall().parameters()).containsEntry("uid", UID).containsEntry("x", "1");

        labArchives.post("entries", "add_entry", Map.of("y", "2")).close();
        assertThat(lastCall().httpMethod()).isEqualTo("POST");
        assertThat(lastCall().parameters()).containsEntry("y", "2").doesNotContainKey("uid");

        user.post("entries", "add_entry", Map.of("entry_data", "Löwe + 1 = 2 & 3"))
                .close();
        assertThat(lastCall().httpMethod()).isEqualTo("POST");
        assertThat(lastCall().parameters()).containsEntry("uid", UID).containsEntry("entry_data", "Löwe + 1 = 2 & 3");
    }

    @Test
    void send_withABodyOfItsOwn_putsTheParametersIntoTheQuery() {
        fake.answer("entries", "add_attachment", "<entries/>");
        ApiRequest upload = ApiRequest.post("entries", "add_attachment")
                .parameters(Map.of("filename", "gel.png"))
                .body("application/octet-stream", BodyPublishers.ofByteArray(new byte[] {1, 2, 3}));

        labArchives.resume(UID).send(upload).close();

        assertThat(lastCall().parameters()).containsEntry("filename", "gel.png").containsEntry("uid", UID);
    }

    @Test
    void apiRequest_whichWouldNotBeSigned_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiRequest.get("users", "../epoch_time"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiRequest.get("", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRequest.get("users", "x").parameters(Map.of("sig", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRequest.get("users", "x").timeout(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiRequest.get("users", "x").maxBytes(0));
    }

    @Test
    void httpClient_thatFollowsRedirects_isRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException().isThrownBy(() -> client().httpClient(following));
    }

    @Test
    void oneClient_servesManyThreads() {
        LabArchives unpaced = client().pacing(false).build();

        List<String> uids = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> unpaced.login(EMAIL, fake.issueCode(EMAIL)).uid())
                .toList();

        assertThat(uids).hasSize(64).containsOnly(UID);
        assertThat(fake.calls().count("user_access_info")).isEqualTo(64);
    }

    private LabArchivesBuilder client() {
        return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl());
    }

    private CallLog.Call lastCall() {
        List<CallLog.Call> all = fake.calls().all();
        return all.get(all.size() - 1);
    }

    private static Fault xml(String body) {
        return Fault.answer(200, "application/xml", body);
    }

    private static AuthenticationException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(AuthenticationException.class, call);
    }
}

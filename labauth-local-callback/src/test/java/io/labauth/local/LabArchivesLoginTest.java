package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labauth.AuthenticationException;
import io.labauth.LoginException;
import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabArchivesExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole local sign-in: LabArchives as the fake is, our listener, and a browser that a person would sit at. */
@ExtendWith(FakeLabArchivesExtension.class)
class LabArchivesLoginTest {
    private static final String EMAIL = "a+b@x.org";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private FakeLabArchives fake;
    private LabArchives labArchives;

    @BeforeEach
    void signUp(FakeLabArchives injected) {
        fake = injected;
        fake.addUser(EMAIL, "Ada <b>Löwe</b>", "Gels & blots");
        labArchives = LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
    }

    @Test
    void signIn_whenThePersonAgrees_givesTheUserAndThePageSaysWho() {
        Visit visit =
                new Visit(authUrl -> fake.signIn(URI.create(authUrl), EMAIL).toString());

        LabArchivesUser user = login(visit).signIn();

        assertThat(user.email()).isEqualTo(EMAIL);
        assertThat(user.notebook("Gels & blots")).isPresent();
        assertThat(visit.page().body())
                .contains("You are signed in", "Signed in to LabArchives as Ada &lt;b&gt;Löwe&lt;/b&gt;.");
        assertThat(visit.page().uri()).hasNoQuery();
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    @Test
    void signIn_whenThePersonRefuses_isDeniedAndThePageSaysSo() {
        Visit visit = new Visit(authUrl -> fake.refuse(URI.create(authUrl)).toString());

        LoginException e =
                catchThrowableOfType(LoginException.class, () -> login(visit).signIn());

        assertThat(e.reason()).isEqualTo(LoginException.Reason.DENIED);
        assertThat(visit.page().body()).contains("The sign-in was refused").doesNotContain("access_denied");
        assertThat(fake.calls().total()).isZero();
    }

    @Test
    void signIn_whenTheCodeIsForged_failsAndThePageSaysSo() {
        Visit visit = new Visit(authUrl ->
                fake.signIn(URI.create(authUrl), EMAIL).toString().replaceFirst("auth_code=[^&]+", "auth_code=forged"));

        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> login(visit).signIn());

        assertThat(e.errorCode()).contains("4514");
        assertThat(visit.page().body()).contains("The sign-in failed", "External App authentication");
    }

    @Test
    void open_withControlOfOnesOwn_signsInOnTheChosenPath() throws Exception {
        try (CallbackCollector<LabArchivesUser> collector =
                LocalLogin.with(labArchives).path("/auth/local-demo/").open()) {
            URI redirected = fake.signIn(collector.authUrl(), EMAIL);
            assertThat(redirected.getPath()).matches("/auth/local-demo/[A-Za-z0-9_-]{43}z");

            http.send(HttpRequest.newBuilder(redirected).build(), BodyHandlers.discarding());

            assertThat(collector.await().fullName()).isEqualTo("Ada <b>Löwe</b>");
        }
    }

    @Test
    void aCallbackOfAnotherLogin_isRefusedAndBothGoOn() throws Exception {
        try (CallbackCollector<LabArchivesUser> mine =
                        LocalLogin.with(labArchives).open();
                CallbackCollector<LabArchivesUser> other =
                        LocalLogin.with(labArchives).open()) {
            String query = fake.signIn(other.authUrl(), EMAIL).getRawQuery();
            URI spliced = URI.create("http://127.0.0.1:" + mine.callbackUri().getPort()
                    + other.callbackUri().getRawPath() + "?" + query);

            int status = http.send(HttpRequest.newBuilder(spliced).build(), BodyHandlers.discarding())
                    .statusCode();

            assertThat(status).isEqualTo(404);
            assertThat(fake.calls().total()).isZero();
            other.submit(other.callbackUri() + "?" + query);
            assertThat(other.await().email()).isEqualTo(EMAIL);
        }
    }

    @Test
    void nothingSecret_isLoggedOrPrintedOrThrown() {
        Log log = new Log();
        String[] seen = new String[2];
        Visit visit = new Visit(authUrl -> {
            URI redirected = fake.signIn(URI.create(authUrl), EMAIL);
            seen[0] = redirected.getRawPath();
            seen[1] = redirected.getRawQuery().replaceFirst(".*auth_code=([^&]+).*", "$1");
            return redirected + "&junk=1";
        });
        String code;
        StringWriter thrown = new StringWriter();
        // The browser of this test writes into the JDK's log of URLs too, which labauth's first request keeps off.
        login(new Visit(authUrl -> fake.signIn(URI.create(authUrl), EMAIL).toString()))
                .signIn();

        log.start();
        try {
            login(visit).signIn();
            catchThrowableOfType(
                            AuthenticationException.class,
                            () -> login(new Visit(authUrl -> fake.signIn(URI.create(authUrl), EMAIL)
                                            .toString()
                                            .replaceFirst("auth_code=[^&]+", "auth_code=Sesame1234")))
                                    .signIn())
                    .printStackTrace(new PrintWriter(thrown));
        } finally {
            log.stop();
        }

        code = java.net.URLDecoder.decode(seen[1], StandardCharsets.UTF_8);
        String everything = log.text() + thrown;
        assertThat(log.text()).contains("org.xnio", "io.undertow");
        assertThat(everything)
                .doesNotContain(seen[0], seen[0].substring(seen[0].lastIndexOf('/') + 1), seen[1], code)
                .doesNotContain("Sesame1234", "auth_code", fake.accessPassword(), "sig=", EMAIL);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(code, fake.accessPassword());
    }

    private LocalLogin<LabArchivesUser> login(Visit visit) {
        return LocalLogin.with(labArchives)
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .browser(visit);
    }

    /** A browser whose person decides at the sign-in page, and which then follows the redirects to the last page. */
    private final class Visit implements Browser {
        private final UnaryOperator<String> person;
        private final CompletableFuture<HttpResponse<String>> page = new CompletableFuture<>();

        Visit(UnaryOperator<String> person) {
            this.person = person;
        }

        @Override
        public boolean open(URI address) {
            var unused = CompletableFuture.runAsync(() -> {
                try {
                    URI redirected = URI.create(person.apply(address.toString()));
                    page.complete(http.send(HttpRequest.newBuilder(redirected).build(), BodyHandlers.ofString()));
                } catch (IOException | InterruptedException | RuntimeException e) {
                    page.completeExceptionally(e);
                }
            });
            return true;
        }

        HttpResponse<String> page() {
            return page.join();
        }
    }
}

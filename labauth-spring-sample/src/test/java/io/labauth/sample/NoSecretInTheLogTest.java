package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.Fault;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@SampleTest
@TestPropertySource(properties = "logging.level.io.labauth=trace")
@ExtendWith(OutputCaptureExtension.class)
class NoSecretInTheLogTest {
    private final FakeLabArchives fake;
    private final Browser browser;

    NoSecretInTheLogTest(@Autowired FakeLabArchives fake, @LocalServerPort int port) {
        this.fake = fake;
        this.browser = new Browser(port);
    }

    @Test
    void log_whenSignInsSucceedAndFail_hasNoCodePathEmailSignatureOrCookie(CapturedOutput log) {
        fake.behaviour().failNext("user_access_info", Fault.status(500), 1);
        browser.signIn(MARA);
        browser.get(browser.refuse(browser.beginLogin()));
        URI login = browser.beginLogin();
        String flow = browser.cookie(browser.flowCookies().get(0));
        URI callback = browser.agree(login, MARA);
        String code = callback.getRawQuery();
        browser.get(callback.resolve("?auth_code=other&auth_code=other"));
        browser.get(callback);

        assertThat(log)
                .contains("A sign-in was refused: service-unavailable", "A sign-in was refused: malformed")
                .doesNotContain(MARA, code, "auth_code", "/callback/", "sig=", browser.sessionId())
                .doesNotContain(callback.getPath().substring("/callback/".length()))
                .doesNotContain(flow, "labauth-flow")
                .doesNotContain(fake.accessPassword(), fake.accessKeyId());
    }
}

package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labauth.spring.LabAuthBaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private static final String DEMO = "--labauth.demo-mode=on";

    @Test
    void start_whenThePortIsTaken_namesTheSettingAndTheCommand(CapturedOutput output) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> start("--ACCESS_KEYID=", "--server.port=" + port))
                    .isInstanceOf(RuntimeException.class);

            int next = port < 65_535 ? port + 1 : 8081;
            assertThat(output)
                    .contains("Port " + port + " is taken by another program. The setting is server.port.")
                    .contains("mvn -q -pl labauth-spring-sample -am spring-boot:run"
                            + " -Dspring-boot.run.arguments=--server.port=" + next)
                    .contains("SERVER_PORT=" + next)
                    .doesNotContain("Identify and stop the process");
        }
    }

    @Test
    void start_whenInDemoMode_saysSoAndWhereToOpenIt(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("--ACCESS_KEYID=", "--server.port=0")) {
            String port = context.getEnvironment().getProperty("local.server.port");

            assertThat(output).contains("Demo mode", "Open http://localhost:" + port);
        }
    }

    @Test
    void start_whenAnAccessKeyIsSetButNoBaseUrl_namesTheSettingAndAnExample(CapturedOutput output) {
        assertThatThrownBy(() -> start("--ACCESS_KEYID=key", "--ACCESS_PWD=sesame", "--server.port=0"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output).contains("labauth.web.base-url is missing", "--labauth.web.base-url=https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lab.example.org",
                "lab.example.org",
                "https://lab.example.org/?a=b",
                "https://lab.example.org/#a",
                "https://someone@lab.example.org",
                "ftp://localhost"
            })
    void start_whenTheBaseUrlIsNotOne_saysWhatItMustBe(String baseUrl, CapturedOutput output) {
        assertThatThrownBy(() -> start(DEMO, "--server.port=0", "--labauth.web.base-url=" + baseUrl))
                .isInstanceOf(RuntimeException.class);

        assertThat(output).contains("labauth.web.base-url is not an https address");
    }

    @Test
    void start_whenAnAccessKeyIsSetButNoSealingKey_givesTheCommandThatMakesOne(CapturedOutput output) {
        assertThatThrownBy(() -> start(
                        "--ACCESS_KEYID=key",
                        "--ACCESS_PWD=sesame",
                        "--server.port=0",
                        "--labauth.web.base-url=https://lab.example.org",
                        "--labauth.api-keys.enabled=false"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output).contains("labauth.web.sealing-keys is missing", "openssl rand -base64 32");
    }

    @Test
    void start_whenABaseUrlIsSet_saysIt(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start(DEMO, "--server.port=0", "--labauth.web.base-url=https://lab.example.org/")) {
            assertThat(context.getBean(LabAuthBaseUrl.class).value()).isEqualTo(URI.create("https://lab.example.org"));
            assertThat(output).contains("Open https://lab.example.org");
        }
    }

    @Test
    void cookies_whenTheBaseUrlIsHttps_areSecureAndOfThisHostAlone() {
        try (ConfigurableApplicationContext context =
                start(DEMO, "--server.port=0", "--labauth.web.base-url=https://lab.example.org")) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            // What is refused for want of a token begins a session.
            assertThat(new Browser(port).post("/logout", Map.of()).headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-labauth-sample=")
                            .contains("; Secure", "; HttpOnly", "; Path=/;", "; SameSite=Lax"));
            assertThat(new Browser(port).get("/login").headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-labauth-flow-")
                            .contains("; Secure", "; HttpOnly", "; Path=/;", "; SameSite=Lax"));
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return SpringApplication.run(SampleApplication.class, arguments);
    }
}

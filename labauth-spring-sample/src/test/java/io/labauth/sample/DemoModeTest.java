package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.labarchives.LabArchives;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class DemoModeTest {
    private static final URI CALLBACK = URI.create("https://lab.example.org/callback/");

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(LabArchivesConfiguration.class);

    @TempDir
    Path directory;

    @Test
    void fake_whenNoAccessKeyIsSet_isStartedAndSignedInTo() {
        application.withPropertyValues("ACCESS_KEYID=").run(context -> {
            DemoLabArchives demo = context.getBean(DemoLabArchives.class);
            LabArchives labArchives = context.getBean(LabArchives.class);

            assertThat(demo.fake().users()).isNotEmpty();
            assertThat(labArchives.begin(CALLBACK).authorizationUri())
                    .hasPort(demo.fake().apiUrl().getPort());
        });
    }

    @Test
    void fake_whenAnAccessKeyIsSet_isNeverStarted() {
        application
                .withPropertyValues(
                        "ACCESS_KEYID=key-of-mine", "ACCESS_PWD=sesame", "API_URL=https://euapi.labarchives.com")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(DemoLabArchives.class)
                        .getBean(LabArchives.class)
                        .extracting(labArchives -> labArchives.begin(CALLBACK).authorizationUri())
                        .satisfies(uri ->
                                assertThat(uri).hasHost("euapi.labarchives.com").hasParameter("akid", "key-of-mine")));
    }

    @Test
    void application_whenTheAccessPasswordIsMissing_doesNotStartRatherThanFakeIt() {
        application
                .withPropertyValues("ACCESS_KEYID=key-of-mine", "ACCESS_PWD=")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("ACCESS_PWD is not in the environment, nor in"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACCESS_KEYID=key",
                "# mine\nAPI_URL=x\n  export ACCESS_KEYID = 'key' # comment",
                "\uFEFFACCESS_KEYID=\"key\"\r\n"
            })
    void demoMode_whenTheFileHasAnAccessKey_isOff(String file) throws IOException {
        Files.writeString(directory.resolve(".env"), file);

        assertThat(NoAccessKey.matches(new MockEnvironment(), directory)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACCESS_KEYID=", "ACCESS_KEYID=\"\"", "#ACCESS_KEYID=key", "MY_ACCESS_KEYID=key"})
    void demoMode_whenTheFileHasNone_isOn(String file) throws IOException {
        Files.writeString(directory.resolve(".env"), file);

        assertThat(NoAccessKey.matches(new MockEnvironment(), directory)).isTrue();
    }

    @Test
    void demoMode_whenThereIsNoFile_isOn() {
        assertThat(NoAccessKey.matches(new MockEnvironment(), directory)).isTrue();
    }
}

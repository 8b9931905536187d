package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LoginProvider;
import io.labauth.labarchives.LabArchives;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.web.ConsumedFlows;
import io.labauth.web.SealingKeys;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/** What the application is made of, by its settings and by what is on the class path. */
class SettingsTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final URI CALLBACK = URI.create("https://lab.example.org/callback");

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    LabAuthAutoConfiguration.class,
                    LabAuthSecurityAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class));

    private final WebApplicationContextRunner configured = bare.withPropertyValues(
            "labauth.web.base-url=https://lab.example.org",
            "labauth.web.sealing-keys=" + KEY,
            "labauth.labarchives.access-key-id=key-of-mine",
            "labauth.labarchives.access-password=sesame");

    @Test
    void application_whenItHasTheTwoPropertiesAndAnAccessKey_signsInToLabArchives() {
        configured
                .withPropertyValues("labauth.labarchives.api-url=https://euapi.labarchives.com/api")
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(SecurityFilterChain.class)
                            .doesNotHaveBean(FakeLabArchives.class)
                            .doesNotHaveBean(UserDetailsService.class);
                    assertThat(context.getBean(LabArchives.class)
                                    .begin(CALLBACK)
                                    .authorizationUri())
                            .hasHost("euapi.labarchives.com")
                            .hasParameter("akid", "key-of-mine");
                });
    }

    @Test
    void accessKey_whenInTheEnvironmentByItsOwnNames_isUsed() {
        bare.withPropertyValues(
                        "labauth.web.base-url=https://lab.example.org",
                        "labauth.web.sealing-keys=" + KEY,
                        "ACCESS_KEYID=key-of-mine",
                        "ACCESS_PWD=sesame")
                .run(context -> assertThat(context.getBean(LabArchives.class)
                                .begin(CALLBACK)
                                .authorizationUri())
                        .hasHost("api.labarchives.com")
                        .hasParameter("akid", "key-of-mine"));
    }

    @Test
    void settings_whenInTheEnvironment_areFoundByTheNamesThatTheAdviceGives() {
        configured
                .withPropertyValues("labauth.web.base-url=", "labauth.web.sealing-keys=")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment-test",
                                Map.of(
                                        "LABAUTH_WEB_BASE_URL",
                                        "https://other.example.org",
                                        "LABAUTH_WEB_SEALING_KEYS",
                                        KEY))))
                .run(context -> assertThat(context.getBean(LabAuthBaseUrl.class).value())
                        .isEqualTo(URI.create("https://other.example.org")));
    }

    @Test
    void sealingKeys_whenSeveral_areAllUsed() {
        configured
                .withPropertyValues("labauth.web.sealing-keys=" + KEY + ",AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
                .run(context -> assertThat(context.getBean(SealingKeys.class).toString())
                        .contains(","));
    }

    @Test
    void application_whenItHasNoBaseUrl_doesNotStartAndSaysWhatToSet() {
        configured
                .withPropertyValues("labauth.web.base-url=")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .satisfies(analysis -> {
                            assertThat(analysis.getDescription()).contains("labauth.web.base-url is missing");
                            assertThat(analysis.getAction())
                                    .contains("labauth.web.base-url=https://", "LABAUTH_WEB_BASE_URL=https://");
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lab.example.org",
                "lab.example.org",
                "https://lab.example.org/?a=b",
                "https://lab.example.org/#a",
                "https://someone@lab.example.org",
                "https://lab example.org",
                "ftp://localhost"
            })
    void application_whenTheBaseUrlIsNotOne_doesNotStartAndSaysWhatItMustBe(String baseUrl) {
        configured
                .withPropertyValues("labauth.web.base-url=" + baseUrl)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("labauth.web.base-url is not an https address"));
    }

    @Test
    void baseUrl_withSlashesAtItsEnd_isTheSameWithoutThem() {
        configured
                .withPropertyValues("labauth.web.base-url=https://lab.example.org//")
                .run(context -> assertThat(context.getBean(LabAuthBaseUrl.class).value())
                        .hasToString("https://lab.example.org"));
    }

    @Test
    void application_whenItHasNoSealingKey_doesNotStartAndGivesTheCommand() {
        configured
                .withPropertyValues("labauth.web.sealing-keys=")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .satisfies(analysis -> {
                            assertThat(analysis.getDescription()).contains("labauth.web.sealing-keys is missing");
                            assertThat(analysis.getAction())
                                    .contains("openssl rand -base64 32", "LABAUTH_WEB_SEALING_KEYS");
                        }));
    }

    @Test
    void application_whenASealingKeyIsTooShort_saysWhichAndShowsNone() {
        configured
                .withPropertyValues("labauth.web.sealing-keys=" + KEY + ",c2VzYW1l")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .satisfies(analysis -> assertThat(analysis.getDescription())
                                .contains("labauth.web.sealing-keys", "key 2 is not 32 bytes")
                                .doesNotContain("c2VzYW1l", KEY)));
    }

    @Test
    void application_whenTheAccessPasswordIsMissing_doesNotStartRatherThanFakeIt() {
        bare.withPropertyValues("ACCESS_KEYID=key-of-mine", "ACCESS_PWD=")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .satisfies(analysis -> {
                            assertThat(analysis.getDescription()).contains("ACCESS_PWD is not in the environment");
                            assertThat(analysis.getAction()).contains("labauth.labarchives.access-password");
                        }));
    }

    @Test
    void demoMode_whenNoAccessKeyIsSet_needsNoSettingAtAll() {
        bare.withPropertyValues("ACCESS_KEYID=", "server.port=8123").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(FakeLabArchives.class).users()).isNotEmpty();
            assertThat(context.getBean(LabAuthBaseUrl.class).value()).hasToString("http://localhost:8123");
        });
    }

    @Test
    void demoMode_whenTheTestkitIsNotThere_isNotEntered() {
        bare.withPropertyValues("ACCESS_KEYID=")
                .withClassLoader(new FilteredClassLoader(FakeLabArchives.class))
                .run(context -> assertThat(analysis(context.getStartupFailure()).getAction())
                        .contains("labauth.labarchives.access-key-id", "labauth-testkit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://lab.example.org", "https://127.0.0.1.example.org/app/"})
    void demoMode_whenOthersReachTheApplication_isNotEnteredByItself(String baseUrl) {
        bare.withPropertyValues(
                        "ACCESS_KEYID=",
                        "ACCES_KEYID=key-of-mine",
                        "labauth.web.base-url=" + baseUrl,
                        "labauth.web.sealing-keys=" + KEY)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("ACCESS_KEYID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost:8080", "https://127.0.0.1/app/"})
    void demoMode_whenOnlyThisMachineReachesTheApplication_isEntered(String baseUrl) {
        bare.withPropertyValues("ACCESS_KEYID=", "labauth.web.base-url=" + baseUrl)
                .run(context -> assertThat(context).hasSingleBean(FakeLabArchives.class));
    }

    @Test
    void demoMode_isSaidInTheLog() {
        List<String> messages = new ArrayList<>();
        Logger log = Logger.getLogger(DemoMode.class.getName());
        Filter before = log.getFilter();
        log.setLevel(Level.WARNING);
        log.setFilter(line -> messages.add(line.getMessage()));
        try {
            bare.withPropertyValues("labauth.demo-mode=on")
                    .run(context -> assertThat(messages)
                            .singleElement()
                            .asString()
                            .contains("Demo mode", "labauth.demo-mode=off"));
        } finally {
            log.setFilter(before);
            log.setLevel(null);
        }
    }

    @Test
    void demoMode_whenOff_isNeverEntered() {
        bare.withPropertyValues("ACCESS_KEYID=", "labauth.demo-mode=off")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void demoMode_whenOn_doesNotAskTheRealService() {
        configured
                .withPropertyValues("labauth.demo-mode=on")
                .run(context -> assertThat(context).hasSingleBean(FakeLabArchives.class));
    }

    @Test
    void applicationWithoutTheTestkit_works() {
        configured
                .withClassLoader(new FilteredClassLoader("io.labauth.testkit"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(LoginRoutes.class));
    }

    @Test
    void applicationWithoutMicrometer_works() {
        configured
                .withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(LoginObserver.class)
                        .isInstanceOf(Unobserved.class));
    }

    @Test
    void applicationWithoutActuator_works() {
        configured
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("labAuthHealthIndicator"));
    }

    @Test
    void applicationWithoutSpringSession_works() {
        configured
                .withClassLoader(new FilteredClassLoader("org.springframework.session"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionStore.class));
    }

    @Test
    void applicationWithoutDatabasesAndTests_works() {
        configured
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.jdbc",
                        "org.springframework.data",
                        "org.springframework.dao",
                        "org.springframework.test",
                        "org.springframework.security.test"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(LoginRoutes.class));
    }

    @Test
    void everyBean_whenTheApplicationHasItsOwn_backsOff() {
        ConsumedFlows store = ConsumedFlows.inMemory(1, Clock.systemUTC());
        configured
                .withBean("keys", SealingKeys.class, SealingKeys::generate)
                .withBean("store", ConsumedFlows.class, () -> store)
                .withBean("users", LabAuthUserService.class, () -> LabAuthUser::of)
                .withBean("failures", LoginFailureHandler.class, () -> LoginFailureHandler.forwardTo("/problem"))
                .withBean("observer", LoginObserver.class, Unobserved::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SealingKeys.class)
                        .hasSingleBean(ConsumedFlows.class)
                        .hasSingleBean(LabAuthUserService.class)
                        .hasSingleBean(LoginFailureHandler.class)
                        .hasSingleBean(LoginObserver.class));
    }

    @Test
    void labArchives_whenTheApplicationHasAProviderOfItsOwn_isNotAsked() {
        bare.withPropertyValues(
                        "labauth.web.base-url=https://lab.example.org",
                        "labauth.web.sealing-keys=" + KEY,
                        "labauth.demo-mode=off",
                        "ACCESS_KEYID=")
                .withBean("stub", LoginProvider.class, () -> new StubProvider("Stub"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LabArchives.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aProviderWithANameOfFortyCharacters.here", "a/b", "a b"})
    void provider_whoseBeanHasANameThatCannotStandInAPath_isNamed(String name) {
        configured
                .withBean(name, LoginProvider.class, () -> new StubProvider("Stub"))
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("bean " + name));
    }

    @Test
    void applicationWithoutAWebServer_isLeftAlone() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(LabAuthAutoConfiguration.class, LabAuthSecurityAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LoginRoutes.class));
    }

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new LabAuthPropertyFailureAnalyzer().analyze(failure);
        assertThat(analysis).as("analysis of " + failure).isNotNull();
        return analysis;
    }
}

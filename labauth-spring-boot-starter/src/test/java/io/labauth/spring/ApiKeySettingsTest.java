package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.NewApiKey;
import io.labauth.apikeys.Peppers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;

/** What there is of keys, by the settings and by what is on the class path. */
class ApiKeySettingsTest {
    private static final String PEPPER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ON = "labauth.api-keys.enabled=true";

    @TempDir
    Path directory;

    private final WebApplicationContextRunner real = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApiKeysAutoConfiguration.class,
                    LabAuthAutoConfiguration.class,
                    LabAuthSecurityAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class))
            .withPropertyValues(
                    "labauth.web.base-url=https://lab.example.org",
                    "labauth.web.sealing-keys=" + PEPPER,
                    "labauth.labarchives.access-key-id=key-of-mine",
                    "labauth.labarchives.access-password=sesame",
                    "labauth.api-keys.scopes=notebooks:read");
    private final WebApplicationContextRunner withDatabase =
            real.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));
    private final WebApplicationContextRunner demo = real.withPropertyValues("labauth.demo-mode=on", ON);

    @Test
    void keys_whenNotSwitchedOn_areNotThere() {
        real.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeys.class));
    }

    @Test
    void keys_whenTheLibraryIsMissing_areNotThere() {
        real.withPropertyValues(ON)
                .withClassLoader(new FilteredClassLoader("io.labauth.apikeys"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SecurityFilterChain.class)
                        .doesNotHaveBean("labAuthApiKeys"));
    }

    @Test
    void keys_whenMicrometerActuatorAndMvcAreMissing_areThere() {
        demo.withClassLoader(new FilteredClassLoader(
                        "io.micrometer",
                        "org.springframework.boot.actuate",
                        "org.springframework.web.servlet.function"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ApiKeys.class)
                        .doesNotHaveBean("labAuthApiKeyEndpoints"));
    }

    @Test
    void keys_whenInDemoMode_needNoPepperAndNoDatabase() {
        demo.run(context ->
                assertThat(context).hasNotFailed().hasSingleBean(ApiKeys.class).hasBean("labAuthApiKeyEndpoints"));
    }

    @Test
    void pepper_whenMissing_failsTheStartAndSaysHowToMakeOne() {
        withDatabase
                .withPropertyValues(ON)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                LabAuthPropertyException.class,
                                failure -> assertThat(failure.getMessage() + failure.action())
                                        .contains(
                                                "labauth.api-keys.peppers is missing",
                                                "openssl rand -base64 32",
                                                "LABAUTH_API_KEYS_PEPPERS")));
    }

    @Test
    void pepper_whenItCannotBeUsed_failsTheStartAndShowsNothingOfIt() {
        withDatabase
                .withPropertyValues(ON, "labauth.api-keys.peppers=sesame-street")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("cannot be used")
                        .hasMessageNotContaining("sesame-street"));
    }

    @Test
    void database_whenMissing_failsTheStartAndSaysWhatToSet() {
        real.withPropertyValues(ON, "labauth.api-keys.peppers=" + PEPPER)
                .run(context -> assertAdvised(context, "labauth.api-keys.file", "jdbc:postgresql://"));
    }

    @Test
    void database_whenAFileIsSet_isThatFile() {
        withDatabase
                .withPropertyValues(
                        ON, "labauth.api-keys.peppers=" + PEPPER, "labauth.api-keys.file=" + directory.resolve("keys"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Files.exists(directory.resolve("keys.mv.db"))).isTrue();
                });
    }

    @Test
    void database_whenItsFileCannotBeMade_failsTheStartAndSaysWhatToSet() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        real.withPropertyValues(
                        ON, "labauth.api-keys.peppers=" + PEPPER, "labauth.api-keys.file=" + file.resolve("keys"))
                .run(context -> assertAdvised(context, "cannot be read and written", "labauth.api-keys.file"));
    }

    @Test
    void database_whenItsLibraryIsMissing_failsTheStartAndSaysWhichToAdd() {
        real.withPropertyValues(
                        ON, "labauth.api-keys.peppers=" + PEPPER, "labauth.api-keys.file=" + directory.resolve("keys"))
                .withClassLoader(new FilteredClassLoader("org.h2"))
                .run(context -> assertAdvised(context, "com.h2database:h2 is missing"));
    }

    private static void assertAdvised(AssertableWebApplicationContext context, String... words) {
        assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(
                        LabAuthPropertyException.class,
                        failure -> assertThat(failure.getMessage() + failure.action())
                                .contains(words));
    }

    /** As Spring Boot makes one for an application that configures none. */
    @Test
    void database_whenTheApplicationHasOneInMemory_failsTheStart() {
        withDatabase
                .withPropertyValues(ON, "labauth.api-keys.peppers=" + PEPPER)
                .run(context -> assertAdvised(context, "H2 in memory", "labauth.api-keys.file"));
        withDatabase
                .withPropertyValues(ON, "labauth.demo-mode=on")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void database_whenThereAreTwo_failsTheStartAndSaysHowToChoose() {
        real.withPropertyValues(ON, "labauth.api-keys.peppers=" + PEPPER)
                .withBean("one", DataSource.class, JdbcDataSource::new)
                .withBean("other", DataSource.class, JdbcDataSource::new)
                .run(context -> assertAdvised(context, "several DataSources", "@Primary"));
    }

    private WebApplicationContextRunner onDisk() {
        return withDatabase.withPropertyValues("spring.datasource.url=jdbc:h2:file:" + directory.resolve("lab"));
    }

    @Test
    void database_whenTheApplicationHasOne_isThatOne() {
        onDisk().withPropertyValues(ON, "labauth.api-keys.peppers=" + PEPPER)
                .run(context -> assertThat(context.getBean(ApiKeyDatabase.class).dataSource())
                        .isSameAs(context.getBean(DataSource.class)));
    }

    @Test
    void settings_makeTheKeysAndThePolicy() {
        demo.withPropertyValues(
                        "labauth.api-keys.prefix=optics",
                        "labauth.api-keys.environment-mark=test",
                        "labauth.api-keys.policy.lifetimes=",
                        "labauth.api-keys.policy.maximum-lifetime=3d",
                        "labauth.api-keys.policy.keys-per-owner=2")
                .run(context -> {
                    ApiKeys keys = context.getBean(ApiKeys.class);
                    assertThat(keys.of("ada")
                                    .create(NewApiKey.expiring("", Duration.ofDays(3)))
                                    .secret()
                                    .reveal())
                            .startsWith("optics_test_");
                    assertThat(keys.policy().keysPerOwner()).isEqualTo(2);
                    assertThat(keys.policy().maximum()).contains(Duration.ofDays(3));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "prefix=Optics!, labauth.api-keys.prefix",
        "environment-mark=, labauth.api-keys.environment-mark",
        "scopes=a b, labauth.api-keys.scopes",
        "policy.keys-per-owner=0, labauth.api-keys.policy",
        "policy.maximum-lifetime=-1d, labauth.api-keys.policy"
    })
    void settings_whenWrong_failTheStartAndSayWhichToCorrect(String setting, String named) {
        demo.withPropertyValues("labauth.api-keys." + setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                LabAuthPropertyException.class,
                                failure -> assertThat(failure.action()).contains(named)));
    }

    @Test
    void beans_whenTheApplicationHasItsOwn_areThose() {
        Peppers peppers = Peppers.of(List.of(Secret.of(PEPPER)));
        ApiKeyPolicy policy = ApiKeyPolicy.of(Set.of("own"));

        onDisk().withPropertyValues(ON)
                .withBean(Peppers.class, () -> peppers)
                .withBean(ApiKeyPolicy.class, () -> policy)
                .withBean("labAuthApiKeyEndpoints", RouterFunction.class, () -> request -> java.util.Optional.empty())
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Peppers.class);
                    assertThat(context.getBean(ApiKeys.class).policy()).isSameAs(policy);
                });
    }

    @Test
    void developmentMode_whereAPepperIsSetOrMade_opensNothing() {
        demo.withPropertyValues("labauth.api-keys.development-mode=true", "labauth.api-keys.peppers=" + PEPPER)
                .run(context -> assertThat(ApiKeyDevelopment.of(context.getSourceApplicationContext()))
                        .isEmpty());
        withDatabase
                .withPropertyValues(ON, "labauth.api-keys.development-mode=true")
                .withBean("peppersOfMine", Peppers.class, Peppers::generate)
                .run(context -> assertThat(ApiKeyDevelopment.of(context.getSourceApplicationContext()))
                        .isEmpty());
    }

    @Test
    void developmentMode_whenNotAskedFor_opensNothing() {
        demo.run(context -> assertThat(ApiKeyDevelopment.of(context.getSourceApplicationContext()))
                .isEmpty());
    }
}

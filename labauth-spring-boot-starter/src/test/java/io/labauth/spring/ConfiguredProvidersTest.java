package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LoginProvider;
import io.labauth.labarchives.LabArchives;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.testkit.FakeLabArchives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;
import org.springframework.web.context.support.GenericWebApplicationContext;

class ConfiguredProvidersTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LabAuthAutoConfiguration.class))
            .withPropertyValues(
                    "labauth.web.base-url=https://lab.example.org",
                    "labauth.web.sealing-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    @Test
    void servers_whenConfigured_areSignedInWithInPlaceOfLabArchivesAndItsFake() {
        application
                .withPropertyValues(
                        "labauth.providers.orcid.preset=orcid",
                        "labauth.providers.orcid.client-id=APP-1",
                        "labauth.providers.institute.issuer=https://login.example.org/realms/lab",
                        "labauth.providers.institute.client-id=lab",
                        "labauth.providers.institute.client-secret=sesame",
                        "labauth.providers.institute.name=Our institute")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(LabArchives.class).doesNotHaveBean(FakeLabArchives.class);
                    Map<String, OAuth2Provider> providers = context.getBeansOfType(OAuth2Provider.class);
                    assertThat(providers.get("orcid").serviceName()).isEqualTo("ORCID");
                    assertThat(providers.get("institute").serviceName()).isEqualTo("Our institute");
                    assertThat(context.getBean(LoginRoutes.class).all().map(LoginRoute::name))
                            .containsExactlyInAnyOrder("orcid", "institute");
                });
    }

    @Test
    void labArchives_whenItHasAnAccessKey_isSignedInToBesideThem() {
        application
                .withPropertyValues(
                        "labauth.providers.orcid.preset=orcid",
                        "labauth.providers.orcid.client-id=APP-1",
                        "labauth.labarchives.access-key-id=key-of-mine",
                        "labauth.labarchives.access-password=sesame")
                .run(context -> assertThat(context.getBeansOfType(LoginProvider.class))
                        .containsOnlyKeys("orcid", "labArchives"));
    }

    @ParameterizedTest
    @CsvSource({
        "client-id=, labauth.providers.it.client-id",
        "issuer=http://login.example.org, labauth.providers.it.issuer",
        "issuer=nonsense, labauth.providers.it.issuer",
        "preset=facebook, labauth.providers.it.issuer",
        "preset=google, labauth.providers.it.issuer"
    })
    void setting_thatIsWrong_isNamedAndNoSecretIsShown(String wrong, String property) {
        application
                .withPropertyValues(
                        wrong.startsWith("preset=facebook")
                                ? "labauth.web.nothing=x"
                                : "labauth.providers.it.issuer=https://login.example.org",
                        "labauth.providers.it.client-id=lab",
                        "labauth.providers.it.client-secret=sesame",
                        "labauth.providers.it." + wrong)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(LabAuthPropertyException.class)
                        .hasMessageContaining(property)
                        .hasMessageNotContaining("sesame"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "read:user openid", "read:user,openid"})
    void scopes_thatTheServiceCannotAnswer_areNamedAsTheSetting(String scopes) {
        application
                .withPropertyValues(
                        "labauth.providers.it.preset=github",
                        "labauth.providers.it.client-id=lab",
                        "labauth.providers.it.scopes=" + scopes)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(LabAuthPropertyException.class)
                        .hasMessageContaining("labauth.providers.it.scopes"));
    }

    @Test
    void application_withAServer_canBeProcessedAheadOfTime() {
        GenericWebApplicationContext context = new GenericWebApplicationContext();
        TestPropertyValues.of("labauth.providers.orcid.preset=orcid", "labauth.providers.orcid.client-id=APP-1")
                .applyTo(context);
        context.registerBean(LabAuthAutoConfiguration.class);
        AnnotationConfigUtils.registerAnnotationConfigProcessors(context);
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("com.example", "Application")), files);

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).values())
                .anySatisfy(source -> assertThat(text(source)).contains("ConfiguredProviders.provider("));
        assertThat(generation.getRuntimeHints())
                .matches(RuntimeHintsPredicates.resource().forResource("io/labauth/spring/page.html"))
                .matches(RuntimeHintsPredicates.resource().forResource("META-INF/labauth/labauth-schema.sql"));
    }

    @Test
    void name_thatCannotStandInAPath_isRefused() {
        application
                .withPropertyValues("labauth.providers[a/b].preset=orcid", "labauth.providers[a/b].client-id=APP-1")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("letters, digits"));
    }

    @Test
    void principal_ofAServer_isToldFromOthersByItsSubjectAndNotByAnAddressThatAnyoneMayHaveWritten() {
        ProviderUser ofServer = new ProviderUser("orcid", "ORCID", "Ada", "ada@example.org", "orcid:0000-1", "user");

        LabAuthPrincipal principal = (LabAuthPrincipal) LabAuthUser.of(ofServer).principal();

        assertThat(principal.getName()).isEqualTo("orcid:0000-1");
    }

    private static String text(InputStreamSource source) {
        try (InputStream content = source.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

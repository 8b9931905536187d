package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.LoginProvider;
import io.labauth.labarchives.LabArchives;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.testkit.FakeLabArchives;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

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
}

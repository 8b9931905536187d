package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;

class SpringSessionAutoConfigurationTest {
    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SpringSessionAutoConfiguration.class))
            .withBean(MapSessionRepository.class, () -> new MapSessionRepository(new HashMap<>()));

    @ParameterizedTest
    @CsvSource({"https://lab.example.org,true", "http://localhost:8080,false"})
    void cookie_behindAProxyThatEndsTls_isSecureByTheBaseUrl(String baseUrl, boolean secure) {
        application
                .withBean(LabAuthBaseUrl.class, () -> LabAuthBaseUrl.of(baseUrl, Optional.empty()))
                .run(context -> assertThat(cookie(context).contains("; Secure")).isEqualTo(secure));
    }

    private static String cookie(AssertableWebApplicationContext context) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        context.getBean(DefaultCookieSerializerCustomizer.class).customize(serializer);
        MockHttpServletResponse response = new MockHttpServletResponse();
        serializer.writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, new MapSession().getId()));
        return response.getHeader("Set-Cookie");
    }
}

package io.labauth.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** An application that has the starter and nothing of its own but pages. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class ShopApplication {
    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .GET("/", ShopApplication::home)
                .GET("/name", request -> text(request.principal().orElseThrow().getName()))
                .GET("/shelf/**", request -> text("The shelf " + request.uri().getRawQuery()))
                .build();
    }

    /** Gives a session to anybody, as many applications do. */
    @Bean
    FilterRegistrationBean<Filter> sessionForAnybody() {
        FilterRegistrationBean<Filter> filter =
                new FilterRegistrationBean<>((request, response, chain) -> ((HttpServletRequest) request).getSession());
        filter.addUrlPatterns("/session");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** The field that a form of the application has. */
    static String hiddenToken(ServerRequest request) {
        CsrfToken token =
                (CsrfToken) request.attribute(CsrfToken.class.getName()).orElseThrow();
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(token.getParameterName(), token.getToken());
    }

    private static ServerResponse home(ServerRequest request) {
        LabAuthPrincipal person =
                (LabAuthPrincipal) ((Authentication) request.principal().orElseThrow()).getPrincipal();
        return text("Hello %s (%s of %s) %s"
                .formatted(
                        Objects.requireNonNull(person).fullName(),
                        person.email(),
                        person.login(),
                        hiddenToken(request)));
    }

    private static ServerResponse text(String text) {
        return ServerResponse.ok().contentType(MediaType.TEXT_HTML).body(text);
    }
}

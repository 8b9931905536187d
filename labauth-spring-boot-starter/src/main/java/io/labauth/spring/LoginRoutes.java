package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.WebLogin;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which provider's login a request means: with one provider {@code /login} and {@code /callback}, with several {@code /login/NAME} and {@code
 * /callback/NAME}, where {@code /login} lets people choose.
 */
final class LoginRoutes {
    static final String LOGIN = "/login";
    static final String CALLBACK = "/callback";

    private final List<LoginRoute> routes;
    private final LabAuthBaseUrl baseUrl;

    LoginRoutes(Map<String, LoginProvider<?>> providers, LabAuthBaseUrl baseUrl, LoginSettings settings) {
        this.baseUrl = baseUrl;
        this.routes = providers.entrySet().stream()
                .map(each -> new LoginRoute(
                        each.getKey(),
                        each.getValue(),
                        providers.size() == 1 ? "" : "/" + each.getKey(),
                        baseUrl,
                        settings))
                .toList();
        if (baseUrl.isConfigured()) {
            checkNow();
        }
    }

    /** The path of a request below the base URL, undecoded: without the prefix that a server or a proxy has for the application. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    Optional<LoginRoute> beginningAt(String path) {
        return first(route -> route.beginsAt(path));
    }

    Optional<LoginRoute> finishingAt(String path) {
        return first(route -> route.finishesAt(path));
    }

    Stream<LoginRoute> all() {
        return routes.stream();
    }

    /** Any of them, for what does not depend on the provider. */
    WebLogin<?> any() {
        return routes.get(0).login();
    }

    /** A request's path as people see it. */
    String publicPath(HttpServletRequest request) {
        return baseUrl.value().getRawPath() + path(request);
    }

    /** The page that begins a login, or lets people choose one. */
    URI loginUri(@Nullable String wish) {
        URI ofAny = any().loginUri(wish);
        String query = ofAny.getRawQuery() == null ? "" : "?" + ofAny.getRawQuery();
        return URI.create(baseUrl.value() + LOGIN + query);
    }

    List<String> signOutCookies() {
        return routes.stream()
                .flatMap(route -> route.login().signOutCookies().stream())
                .distinct()
                .toList();
    }

    private Optional<LoginRoute> first(Predicate<LoginRoute> condition) {
        return routes.stream().filter(condition).findFirst();
    }

    private void checkNow() {
        try {
            routes.forEach(LoginRoute::login);
        } catch (IllegalArgumentException e) {
            throw LabAuthBaseUrl.invalid();
        }
    }
}

package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.web.WebLogin;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** One provider's login, and its paths below the base URL. */
final class LoginRoute {
    private final String name;
    private final String service;
    private final String loginPath;
    private final String callbackPath;
    private final Supplier<WebLogin<?>> login;

    /** In demo mode the base URL is known late, so the login is made when it is first asked for. */
    LoginRoute(String name, LoginProvider<?> provider, String suffix, LabAuthBaseUrl baseUrl, LoginSettings settings) {
        this.name = checked(name);
        this.service = provider.serviceName();
        this.loginPath = LoginRoutes.LOGIN + suffix;
        this.callbackPath = LoginRoutes.CALLBACK + suffix;
        this.login =
                SingletonSupplier.of(() -> settings.login(name, provider, baseUrl.value(), loginPath, callbackPath));
    }

    String name() {
        return name;
    }

    String service() {
        return service;
    }

    WebLogin<?> login() {
        return login.get();
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9._~-]{1,32}")) {
            throw new LabAuthPropertyException(
                    "The name of the bean " + name
                            + ", a provider that people sign in with, cannot be a part of the callback's path.",
                    "Give it a name of 1 to 32 letters, digits, hyphens and dots, for instance @Bean(\"orcid\").");
        }
        return name;
    }

    boolean beginsAt(String path) {
        return path.equals(loginPath);
    }

    boolean finishesAt(String path) {
        return path.equals(callbackPath) || path.startsWith(callbackPath + "/");
    }
}

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
        this.name = name;
        this.service = provider.serviceName();
        this.loginPath = LoginRoutes.LOGIN + suffix;
        this.callbackPath = "/callback" + suffix;
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

    boolean beginsAt(String path) {
        return path.equals(loginPath);
    }

    boolean finishesAt(String path) {
        return path.equals(callbackPath) || path.startsWith(callbackPath + "/");
    }
}

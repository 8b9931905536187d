package io.labauth.spring;

import io.labauth.web.LoginStep;
import io.labauth.web.LoginStep.Refused;
import io.labauth.web.Navigation;
import io.labauth.web.Refusal;
import io.labauth.web.WebLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers at the paths of the sign-in: begins logins, finishes them, and lets people choose whom they sign in with. */
final class LoginFilter extends OncePerRequestFilter {
    /** Of several tabs that begin at the same moment some may lose their login; where one has signed the person in, nothing is wrong. */
    private static final Set<Refusal> OF_ANOTHER_TAB = Set.of(Refusal.NOT_BEGUN_HERE, Refusal.ALREADY_USED);

    private final LoginRoutes routes;
    private final LoginObserver observer;
    private final LoginAnswer answer;
    private final SignedInSession session;

    LoginFilter(LoginRoutes routes, LoginObserver observer, LoginAnswer answer, SignedInSession session) {
        this.routes = routes;
        this.observer = observer;
        this.answer = answer;
        this.session = session;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = LoginRoutes.path(request);
        Optional<LoginRoute> begun = routes.beginningAt(path);
        Optional<LoginRoute> finished = routes.finishingAt(path);
        if (begun.isEmpty() && finished.isEmpty() && !path.equals(LoginRoutes.LOGIN)) {
            chain.doFilter(request, response);
        } else if (!Navigation.isByPerson(request.getMethod(), request::getHeader)) {
            LoginAnswer.refuseFetch(request, response);
        } else if (finished.isPresent()) {
            finish(finished.get(), request, response);
        } else {
            begin(begun, request, response);
        }
    }

    private void begin(Optional<LoginRoute> route, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String wish = request.getParameter(WebLogin.RETURN_TO);
        if (session.isSignedIn()) {
            LoginAnswer.seeOther(routes.any().pageUri(wish), response);
        } else if (request.getParameter("logout") != null) {
            answer.signedOut(routes.loginUri(null), response);
        } else if (route.isEmpty()) {
            answer.choice(routes, wish, response);
        } else {
            LoginRoute chosen = route.get();
            LoginStep<?> step = observer.observe(
                    chosen.name(), "start", () -> chosen.login().start(wish, cookies(request)));
            answer.send(step, chosen, request, response);
        }
    }

    private void finish(LoginRoute route, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        LoginStep<?> step = observer.observe(
                route.name(),
                "finish",
                () -> session.admit(
                        route.name(), route.login(), routes.publicPath(request), cookies(request), request, response));
        if (step instanceof Refused<?> refused && OF_ANOTHER_TAB.contains(refused.reason()) && session.isSignedIn()) {
            answer.signedInAlready(refused, route.login().pageUri(null), response);
        } else {
            answer.send(step, route, request, response);
        }
    }

    private static List<String> cookies(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie"));
    }
}

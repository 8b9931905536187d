package io.labauth.spring;

import io.labauth.web.LoginStep;
import io.labauth.web.LoginStep.Redirect;
import io.labauth.web.LoginStep.Refused;
import io.labauth.web.LoginStep.SignedIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the browser gets: never cached, never telling the next page where it came from, and leading where we say alone. */
final class LoginAnswer {
    private final LoginFailureHandler failures;
    private final LastLogin lastLogin;

    LoginAnswer(LoginFailureHandler failures, LastLogin lastLogin) {
        this.failures = failures;
        this.lastLogin = lastLogin;
    }

    void send(LoginStep<?> step, LoginRoute route, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        lastLogin.ended(step);
        step.cookies().forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie));
        if (step instanceof Refused<?> refused) {
            refuse(LoginProblem.of(refused, route.service()), refused, request, response);
        } else if (step instanceof SignedIn<?> signedIn) {
            seeOther(signedIn.location(), response);
        } else if (step instanceof Redirect<?> redirect) {
            seeOther(redirect.location(), response);
        }
    }

    static void seeOther(URI location, HttpServletResponse response) {
        secure(response);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, location.toString());
    }

    /** What no person opened begins nothing. */
    static void refuseFetch(HttpServletRequest request, HttpServletResponse response) {
        secure(response);
        if (request.getMethod().equals("GET")) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setHeader(HttpHeaders.ALLOW, "GET");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    /** Where Spring Security leads after a sign-out, unless it is told otherwise. */
    void signedOut(URI login, HttpServletResponse response) throws IOException {
        secure(response);
        new BuiltInPage(
                        "You are signed out",
                        List.of(
                                "This application has forgotten who you are. Close the browser on a computer that is shared."),
                        List.of(new BuiltInPage.Link("Sign in", login)))
                .send(response);
    }

    /** For a callback that is no use any more, in a browser where another tab has signed the person in. */
    void signedInAlready(Refused<?> refused, URI home, HttpServletResponse response) throws IOException {
        lastLogin.ended(refused);
        secure(response);
        response.setStatus(refused.reason().status());
        new BuiltInPage(
                        "You are signed in",
                        List.of("This browser was signed in before. The link that brought you here cannot be used, and"
                                + " has changed nothing."),
                        List.of(new BuiltInPage.Link("Continue", home)))
                .send(response);
    }

    void choice(LoginRoutes routes, @Nullable String wish, HttpServletResponse response) throws IOException {
        secure(response);
        List<BuiltInPage.Link> links = routes.all()
                .map(route ->
                        new BuiltInPage.Link(route.service(), route.login().loginUri(wish)))
                .toList();
        new BuiltInPage("Sign in", List.of("Choose whom you sign in with."), links).send(response);
    }

    private void refuse(
            LoginProblem problem, Refused<?> refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        secure(response);
        response.setStatus(problem.status());
        refused.reason()
                .retryAfter()
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        failures.show(problem, request, response);
    }

    private static void secure(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}

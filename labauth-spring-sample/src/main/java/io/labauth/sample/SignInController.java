package io.labauth.sample;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.PendingLogin;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Sends people to LabArchives, and takes them in when they come back. */
@Controller
final class SignInController {
    private static final Logger LOG = System.getLogger(SignInController.class.getName());

    private final LabArchives labArchives;
    private final PublicUrl baseUrl;
    private final PendingLogins pendingLogins;
    private final SignedInSession signedInSession;

    SignInController(
            LabArchives labArchives, PublicUrl baseUrl, PendingLogins pendingLogins, SignedInSession signedInSession) {
        this.labArchives = labArchives;
        this.baseUrl = baseUrl;
        this.pendingLogins = pendingLogins;
        this.signedInSession = signedInSession;
    }

    @GetMapping("/login")
    ResponseEntity<Void> begin(HttpServletRequest request) {
        PendingLogin pending = labArchives.begin(baseUrl.callback());
        pendingLogins.remember(pending, request);
        return seeOther(pending.authorizationUri());
    }

    @GetMapping("/callback/{segment}")
    ResponseEntity<Void> finish(HttpServletRequest request, HttpServletResponse response) {
        if (!pendingLogins.isFinished(request)) {
            Callback callback = Callback.parse(request.getQueryString());
            PendingLogin pending = pendingLogins
                    .take(request)
                    .orElseThrow(() -> new CallbackRejectedException("This browser has no such login open."));
            LabArchivesUser user = exchange(pending, callback, request);
            signedInSession.start(Person.of(user), request, response);
            pendingLogins.markFinished(pending, request);
        }
        return seeOther(URI.create(request.getContextPath() + "/"));
    }

    @ExceptionHandler
    ModelAndView failed(LabAuthException failure, HttpServletResponse response) {
        Problem problem = Problem.of(failure);
        if (problem.concernsTheOperator()) {
            LOG.log(Level.WARNING, "A sign-in failed. " + failure.getMessage());
        }
        ModelAndView page = new ModelAndView("problem");
        page.addObject("problem", problem);
        page.setStatus(problem.status());
        return page;
    }

    private LabArchivesUser exchange(PendingLogin pending, Callback callback, HttpServletRequest request) {
        try {
            return labArchives.complete(pending, callback);
        } catch (CallbackRejectedException e) {
            pendingLogins.putBack(pending, request);
            throw e;
        }
    }

    private static ResponseEntity<Void> seeOther(URI location) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
    }
}

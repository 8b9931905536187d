package io.labauth.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The page as it is where the application has none of its own. */
final class BuiltInFailurePage implements LoginFailureHandler {
    @Override
    public void show(LoginProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        new BuiltInPage(
                        problem.title(),
                        List.of(problem.explanation(), problem.advice()),
                        List.of(new BuiltInPage.Link("Start again", problem.startAgain())))
                .send(response);
    }
}

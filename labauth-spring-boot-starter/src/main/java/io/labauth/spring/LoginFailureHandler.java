package io.labauth.spring;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a person what became of a sign-in that failed. To be safe for use by many threads. */
@FunctionalInterface
public interface LoginFailureHandler {
    /**
     * Writes the page. The status and the headers, {@code Retry-After} among them, are set already.
     *
     * @param problem what to say
     * @param request the request, nothing of which belongs into the page
     * @param response the answer
     * @throws IOException if the answer cannot be written
     * @throws ServletException if a forward fails
     */
    void show(LoginProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException;

    /**
     * Lets a page of the application show it, which finds the problem in the request's attribute {@link LoginProblem#ATTRIBUTE}.
     *
     * @param path a path of the application, for instance {@code /sign-in-problem}; it must be allowed to everybody
     * @return a handler that forwards
     */
    static LoginFailureHandler forwardTo(String path) {
        return (problem, request, response) -> {
            request.setAttribute(LoginProblem.ATTRIBUTE, problem);
            request.getRequestDispatcher(path).forward(request, response);
        };
    }
}

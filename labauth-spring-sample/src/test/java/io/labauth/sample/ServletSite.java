package io.labauth.sample;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.web.SealingKeys;
import io.labauth.web.WebLogin;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A plain servlet container with a page, and a sign-in servlet of the documentation. */
final class ServletSite implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    /** Makes the servlet. */
    interface Maker {
        Servlet servlet(WebLogin<LabArchivesUser> login) throws ReflectiveOperationException;
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient WebLogin<LabArchivesUser> login;

        Page(WebLogin<LabArchivesUser> login) {
            this.login = login;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession(false);
            if (session == null || session.getAttribute("name") == null) {
                response.sendRedirect(login.loginUri(request.getRequestURI() + "?" + request.getQueryString())
                        .toString());
            } else {
                response.getWriter().print("Hello " + session.getAttribute("name"));
            }
        }
    }

    static ServletSite start(Path directory, FakeLabArchives fake, Maker maker)
            throws LifecycleException, ReflectiveOperationException {
        ServletSite site = new ServletSite();
        site.tomcat.setBaseDir(directory.toString());
        site.tomcat.setPort(0);
        site.tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = site.tomcat.addContext("", directory.toString());
        site.tomcat.start();
        LabArchives labArchives = LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
        WebLogin<LabArchivesUser> login = WebLogin.builder(labArchives, site.baseUrl(), SealingKeys.generate())
                .build();
        Tomcat.addServlet(context, "page", new Page(login));
        Tomcat.addServlet(context, "sign-in", maker.servlet(login));
        context.addServletMappingDecoded("/", "page");
        context.addServletMappingDecoded("/login", "sign-in");
        context.addServletMappingDecoded("/callback/*", "sign-in");
        return site;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}

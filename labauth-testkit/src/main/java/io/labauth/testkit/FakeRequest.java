package io.labauth.testkit;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.Locale;

/** A request as it came over the wire, nothing decoded. */
record FakeRequest(String httpMethod, String path, String query, String form) {
    static FakeRequest of(Request request) {
        String url = request.getUrl();
        int question = url.indexOf('?');
        return new FakeRequest(
                request.getMethod().getName(),
                question < 0 ? url : url.substring(0, question),
                question < 0 ? "" : url.substring(question + 1),
                isForm(request) ? request.getBodyAsString() : "");
    }

    boolean isGet() {
        return httpMethod.equals("GET");
    }

    boolean isPost() {
        return httpMethod.equals("POST");
    }

    /** Query and form together; throws {@link ApiFailure} when malformed. */
    Parameters parameters() {
        return Parameters.parse(query + "&" + form);
    }

    private static boolean isForm(Request request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}

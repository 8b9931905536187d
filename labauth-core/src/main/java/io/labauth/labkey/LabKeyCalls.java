package io.labauth.labkey;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.Credential;
import io.labauth.LabAuthException;
import io.labauth.http.HttpCalls;
import io.labauth.http.HttpCalls.Answer;
import io.labauth.http.JsonText;
import io.labauth.http.JsonValue;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Calls of actions with a key. A POST carries LabKey's token against forged requests, as header and as cookie; the token is asked for
 * before each, and no other cookie is ever sent, since a session's would outrank the key.
 */
final class LabKeyCalls {
    private static final String CSRF = "X-LABKEY-CSRF";
    private static final String WHO_AM_I = "login-whoami";
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z_-]{1,256}");

    private final HttpCalls calls;
    private final Credential credential;

    LabKeyCalls(HttpCalls calls, Credential credential) {
        this.calls = calls;
        this.credential = credential;
    }

    /** Who is calling. */
    JsonValue whoAmI(LabKeyUrls urls) {
        JsonValue answer = read(request(urls, WHO_AM_I), WHO_AM_I, this::refusal);
        if (answer.number("id") == 0) {
            throw new AuthenticationException(
                    Reason.NOT_SIGNED_IN,
                    "LabKey takes this program for a guest, although it sent a key: check that nothing in between takes out the"
                            + " header Authorization (" + WHO_AM_I + ").",
                    null);
        }
        return answer;
    }

    /** Posts to an action, once; what 404 means depends on the action. */
    JsonValue post(LabKeyUrls urls, String action, Map<String, ?> body, LabAuthException notFound) {
        return read(posting(urls, action, body), action, answer -> refusal(answer, action, notFound));
    }

    /** Posts to an action whose answer has a long list. */
    JsonValue postForEach(
            LabKeyUrls urls,
            String action,
            Map<String, ?> body,
            LabAuthException notFound,
            String list,
            Consumer<JsonValue> element) {
        return calls.sendForEach(
                posting(urls, action, body), action, list, element, answer -> refusal(answer, action, notFound));
    }

    private HttpRequest.Builder posting(LabKeyUrls urls, String action, Map<String, ?> body) {
        String token = whoAmI(urls).text("CSRF", LabKeyCalls::token);
        return request(urls, action)
                .header("Content-Type", "application/json")
                .header(CSRF, token)
                .header("Cookie", CSRF + "=" + token)
                .POST(JsonText.body(body));
    }

    private HttpRequest.Builder request(LabKeyUrls urls, String action) {
        return credential.applyTo(HttpRequest.newBuilder(), urls.action(action)).header("Accept", "application/json");
    }

    private static String token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("no token that a cookie can carry");
        }
        return text;
    }

    private JsonValue read(HttpRequest.Builder request, String action, Function<Answer, LabAuthException> refused) {
        Answer answer = calls.send(request, action);
        if (answer.status() != 200) {
            throw refused.apply(answer);
        }
        return calls.json(answer, action);
    }

    private LabAuthException refusal(Answer answer, String action, LabAuthException notFound) {
        return answer.status() == 404 ? notFound : refusal(answer, action);
    }

    private LabAuthException refusal(Answer answer) {
        return refusal(answer, WHO_AM_I);
    }

    /** By status alone: the texts differ from version to version. */
    private LabAuthException refusal(Answer answer, String action) {
        return switch (answer.status()) {
            case 401 ->
                new AuthenticationException(
                        Reason.KEY_UNKNOWN,
                        "LabKey did not accept the key (from: " + credential.origin()
                                + "). It does not say whether the key is wrong, expired, revoked, or of a session that has ended:"
                                + " create another one in LabKey under your name, External Tool Access. Do not try it again: LabKey"
                                + " counts wrong keys, and then refuses right ones too (" + action + ").",
                        null);
            case 403 ->
                new AuthorizationException(
                        "LabKey knows the key, but its owner may not do this: ask an administrator (" + action + ").",
                        null);
            default -> calls.unexpected(answer, action);
        };
    }
}

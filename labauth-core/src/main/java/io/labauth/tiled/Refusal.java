package io.labauth.tiled;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.AuthorizationException;
import io.labauth.LabAuthException;
import io.labauth.http.HttpCalls.Answer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What Tiled means by 401 and 403. A missing scope is a 401 too; a key that expired or was revoked is one that it does not know.
 *
 * @param answer the answer
 * @param call what was called
 */
record Refusal(Answer answer, String call) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern SCOPES = Pattern.compile("scope=\"([a-z: ]{1,500})\"");

    /** The exception for these two statuses; empty for any other. */
    Optional<LabAuthException> toException(Access access) {
        return switch (answer.status()) {
            case 401 -> Optional.of(unauthorized(access));
            case 403 -> Optional.of(new AuthorizationException("Tiled does not allow that " + where() + ".", null));
            default -> Optional.empty();
        };
    }

    /** The server's own word for it, which is not shown to anybody; empty if it said none. */
    String detail() {
        JsonNode detail = detailNode();
        return detail.isString() ? detail.stringValue() : detail.path("error").asString("");
    }

    private LabAuthException unauthorized(Access access) {
        // The header names the scopes of the call, whatever it is that was refused.
        boolean known = access.refused() != Reason.NOT_SIGNED_IN && detail().startsWith("Not enough permissions");
        Matcher scopes =
                SCOPES.matcher(answer.headers().firstValue("WWW-Authenticate").orElse(""));
        if (known && scopes.find()) {
            return new AuthorizationException(
                    "Tiled wants a scope that this credential does not have: " + scopes.group(1) + " " + where() + ".",
                    null);
        }
        return new AuthenticationException(access.refused(), explanation(access) + " " + where() + ".", null);
    }

    private static String explanation(Access access) {
        String origin = access.origin().map(Object::toString).orElse("");
        return switch (access.refused()) {
            case NOT_SIGNED_IN -> "Tiled wants to know who is asking: connect with an API key, or sign in";
            case SESSION_EXPIRED -> "The Tiled session has ended: sign in again";
            default ->
                "Tiled does not know the API key of the " + origin
                        + ", which may be mistyped, expired or revoked: put another one there";
        };
    }

    private String where() {
        return "(" + call + ", HTTP " + answer.status() + ")";
    }

    private JsonNode detailNode() {
        try {
            return MAPPER.readTree(answer.body()).path("detail");
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}

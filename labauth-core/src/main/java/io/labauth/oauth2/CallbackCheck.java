package io.labauth.oauth2;

import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LabAuthException;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Decides whether a callback answers a login, before anything in it is believed. */
final class CallbackCheck {
    private final AuthorizationServer server;
    private final String service;

    CallbackCheck(AuthorizationServer server, String service) {
        this.server = server;
        this.service = service;
    }

    /**
     * The code that the callback brought.
     *
     * @throws CallbackRejectedException if the callback is not the answer to this login
     * @throws LabAuthException of another kind if it is, and the answer is no
     */
    Secret code(PendingLogin pending, Callback callback) {
        check(pending, callback);
        Optional<String> error = parameter(callback, "error");
        if (error.isPresent()) {
            throw failure(error.get(), parameter(callback, "error_description"));
        }
        return Secret.of(parameter(callback, "code").orElseThrow());
    }

    /** Whether it is the answer to this login, be it yes or no. */
    void check(PendingLogin pending, Callback callback) {
        checkState(pending, callback);
        checkIssuer(callback);
        if (parameter(callback, "code").isPresent()
                == parameter(callback, "error").isPresent()) {
            throw new CallbackRejectedException("The callback carries neither one code nor one error.");
        }
    }

    private static void checkState(PendingLogin pending, Callback callback) {
        Secret expected = pending.secret(PendingLogin.STATE)
                .orElseThrow(() -> new IllegalArgumentException("The login has no state: another provider began it."));
        String given = callback.parameter(PendingLogin.STATE).orElse("");
        if (!MessageDigest.isEqual(bytes(expected.reveal()), bytes(given))) {
            throw new CallbackRejectedException("The callback does not carry the state of this login.");
        }
    }

    /** RFC 9207, section 2.4: an answer that another server gave is not believed. */
    private void checkIssuer(Callback callback) {
        Metadata metadata = server.metadata();
        Optional<String> given = callback.parameter("iss");
        boolean wrong = given.isPresent() ? !given.get().equals(metadata.issuer()) : metadata.namesItself();
        if (wrong && metadata.issuer() != null) {
            throw new CallbackRejectedException("The callback does not come from the issuer that was asked.");
        }
    }

    private LabAuthException failure(String error, Optional<String> description) {
        int status = switch (error) {
            case "server_error" -> 500;
            case "temporarily_unavailable" -> 503;
            default -> 400;
        };
        return new ErrorAnswer(service, status, error, description.orElse(null), null, Reason.CODE_REFUSED).exception();
    }

    private static Optional<String> parameter(Callback callback, String name) {
        return callback.parameter(name).filter(value -> !value.isBlank());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.labauth.web;

import io.labauth.AuthenticationException;
import io.labauth.AuthenticationException.Reason;
import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A service whose codes are names: {@code code=Ada} signs Ada in. */
final class StubProvider implements LoginProvider<String> {
    private final boolean withState;
    private final Clock clock;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    String registration = "client-1";

    StubProvider(boolean withState, Clock clock) {
        this.withState = withState;
        this.clock = clock;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        String nonce = "n0nce-of-a-login-that-nobody-guesses-%05dz".formatted(begun.incrementAndGet());
        URI bound = withState ? callbackUri : URI.create(callbackUri + "/" + nonce);
        Map<String, Secret> secrets = withState
                ? Map.of(
                        PendingLogin.STATE,
                        Secret.of(nonce),
                        "nonce",
                        Secret.of("x".repeat(43)),
                        "code_verifier",
                        Secret.of("v".repeat(43)))
                : Map.of();
        URI authorization =
                URI.create("https://service.example/authorize?back=" + bound + (withState ? "?state=" + nonce : "?"));
        return new PendingLogin(bound, authorization, clock.instant(), secrets);
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        if (callback.parameter("code").isEmpty()) {
            throw new CallbackRejectedException("The callback carries no code.");
        }
    }

    @Override
    public String complete(PendingLogin pending, Callback callback) {
        check(pending, callback);
        exchanges.incrementAndGet();
        String code = callback.parameter("code").orElseThrow();
        if (code.equals("refused")) {
            throw new AuthenticationException(Reason.CODE_REFUSED, "The code was refused.", null);
        }
        return code;
    }

    @Override
    public String registration() {
        return registration;
    }

    @Override
    public String serviceName() {
        return "Example";
    }

    /** Where the service sends the browser back to after somebody has agreed. */
    static String callback(LoginStep<String> redirect, String code) {
        String location = ((LoginStep.Redirect<String>) redirect).location().toString();
        String back = location.substring(location.indexOf("back=") + 5);
        return back + (back.endsWith("?") ? "" : "&") + "code=" + code;
    }

    int exchanges() {
        return exchanges.get();
    }
}

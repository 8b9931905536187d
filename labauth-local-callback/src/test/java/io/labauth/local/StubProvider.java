package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service that lets everybody in who brings a code, and counts how often it was asked. */
final class StubProvider implements LoginProvider<String> {
    private final AtomicInteger exchanges = new AtomicInteger();
    private final UnaryOperator<String> exchange;
    private @Nullable Duration validity;

    StubProvider() {
        this(code -> code);
    }

    StubProvider(UnaryOperator<String> exchange) {
        this.exchange = exchange;
    }

    StubProvider withValidity(Duration time) {
        validity = time;
        return this;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        URI bound = URI.create(callbackUri + "R4nd0m-segment_z");
        PendingLogin login =
                new PendingLogin(bound, URI.create("https://service.example/sign-in?sig=s3cret"), Instant.EPOCH);
        return validity == null ? login : login.withValidity(validity);
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        code(callback);
    }

    @Override
    public String complete(PendingLogin pending, Callback callback) {
        String code = code(callback);
        exchanges.incrementAndGet();
        return exchange.apply(code);
    }

    @Override
    public String serviceName() {
        return "Example";
    }

    @Override
    public String displayName(String user) {
        return user;
    }

    private static String code(Callback callback) {
        return callback.parameter("code").orElseThrow(() -> new CallbackRejectedException("No code."));
    }

    int exchanges() {
        return exchanges.get();
    }
}

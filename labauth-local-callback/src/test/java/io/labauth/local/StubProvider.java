package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A service that lets everybody in who brings a code, and counts how often it was asked. */
final class StubProvider implements LoginProvider<String> {
    private final AtomicInteger exchanges = new AtomicInteger();
    private final UnaryOperator<String> exchange;

    StubProvider() {
        this(code -> code);
    }

    StubProvider(UnaryOperator<String> exchange) {
        this.exchange = exchange;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        URI bound = URI.create(callbackUri + "R4nd0m-segment_z");
        return new PendingLogin(bound, URI.create("https://service.example/sign-in?sig=s3cret"), Instant.EPOCH);
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

package io.labauth.spring;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A service that sends everybody straight back with {@code state} and {@code code}, and answers with the code as the name and the identifier. */
final class StubProvider implements LoginProvider<String> {
    private final String service;

    StubProvider(String service) {
        this.service = service;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        String state = UUID.randomUUID().toString();
        URI authorization = URI.create("https://stub.example/authorize?state=" + state);
        return new PendingLogin(
                callbackUri, authorization, Instant.now(), Map.of(PendingLogin.STATE, Secret.of(state)));
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        code(callback);
    }

    @Override
    public String complete(PendingLogin pending, Callback callback) {
        return code(callback);
    }

    private static String code(Callback callback) {
        return callback.parameter("code").orElseThrow(() -> new CallbackRejectedException("There is no code."));
    }

    @Override
    public String serviceName() {
        return service;
    }

    @Override
    public String displayName(String user) {
        return user;
    }

    @Override
    public String email(String user) {
        return user.contains("@") ? user : "";
    }

    @Override
    public String subject(String user) {
        return user;
    }
}

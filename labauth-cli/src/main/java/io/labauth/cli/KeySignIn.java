package io.labauth.cli;

import io.labauth.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code labauth login} with an API key that exists already: proves it, and keeps it. */
final class KeySignIn {
    private static final String KEY = "key";

    private final Invocation invocation;
    private final Service service;
    private final String address;

    KeySignIn(Invocation invocation, Service service, @Nullable String address) {
        this.invocation = invocation;
        this.service = service;
        this.address = Addresses.uri(address == null ? usual(service) : address).toString();
    }

    SavedCredential run(LoginOptions options) {
        Secret key = options.isTokenOnStandardInput()
                ? invocation.console().readSecret("key")
                : invocation.console().askSecret("key of " + address, "--token-stdin");
        SavedCredential unproven = saved(options.nameOr(usualName()), key, "");
        String person = Accounts.of(unproven, invocation).whoAmI().orElse("");
        return saved(unproven.name(), key, person);
    }

    private SavedCredential saved(String name, Secret key, String person) {
        return new SavedCredential(
                name, service, address, person, invocation.clock().instant(), Map.of(), Map.of(KEY, key));
    }

    private String usualName() {
        String host = URI.create(address).getHost();
        return service == Service.APPLICATION && host != null ? host.replaceAll("[^A-Za-z0-9._-]", "") : service.id();
    }

    private String usual(Service of) {
        return switch (of) {
            case ASH -> invocation.environment().getOrDefault("ASH_SERVER_URL", "http://localhost:4100");
            case ASHR ->
                invocation.environment().getOrDefault("ASHR_LABS_BASE_URL", "https://api.ashr.io/testing-platform-api");
            default ->
                throw new IllegalArgumentException("Which server? Write its address behind it:" + " labauth login "
                        + of.id() + " https://lab.example.org");
        };
    }
}

package io.labauth.cli;

import io.labauth.Secret;
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

    SavedCredential run(LoginOptions options, String name) {
        Secret key = options.isTokenOnStandardInput()
                ? invocation.console().readSecret("key")
                : invocation.console().askSecret("key of " + address, "--token-stdin");
        SavedCredential unproven = saved(name, key, "");
        String person = Accounts.of(unproven, invocation).whoAmI().orElse("");
        return saved(name, key, person);
    }

    private SavedCredential saved(String name, Secret key, String person) {
        return new SavedCredential(
                name, service, address, person, invocation.clock().instant(), Map.of(), Map.of(KEY, key));
    }

    private String usual(Service of) {
        return switch (of) {
            case ASH -> invocation.variable("ASH_SERVER_URL").orElse("http://localhost:4100");
            case ASHR -> invocation.variable("ASHR_LABS_BASE_URL").orElse("https://api.ashr.io/testing-platform-api");
            default ->
                throw new IllegalArgumentException("Which server? Write its address behind it:" + " labauth login "
                        + of.id() + " https://lab.example.org");
        };
    }
}

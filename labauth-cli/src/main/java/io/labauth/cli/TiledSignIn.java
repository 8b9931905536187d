package io.labauth.cli;

import io.labauth.Secret;
import io.labauth.tiled.Provider;
import io.labauth.tiled.Provider.Mode;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledDeviceLogin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code labauth login tiled SERVER}; the tokens are where {@code Tiled.fromEnvironment} finds them. */
final class TiledSignIn {
    private final Invocation invocation;

    TiledSignIn(Invocation invocation) {
        this.invocation = invocation;
    }

    SavedCredential run(LoginOptions options, String name, String uriOrProfile) {
        Tiled server = TiledAccount.connect(invocation, uriOrProfile);
        if (server.isSingleUser()) {
            throw new IllegalStateException("This Tiled server has one key and nobody to sign in: set TILED_API_KEY to"
                    + " the key that it printed when it started.");
        }
        Provider provider = provider(server, options.providerName());
        Tiled session = provider.mode() == Mode.INTERNAL
                ? byPassword(server, provider, options)
                : elsewhere(server, provider, options);
        return new SavedCredential(
                name,
                Service.TILED,
                session.apiUri().toString(),
                TiledAccount.person(session.whoAmI()),
                invocation.clock().instant(),
                Map.of(),
                Map.of());
    }

    private Tiled byPassword(Tiled server, Provider provider, LoginOptions options) {
        Console console = invocation.console();
        String username = options.username() == null ? console.ask("user name", "--username NAME") : options.username();
        Secret password = options.isPasswordOnStandardInput()
                ? console.readSecret("password")
                : console.askSecret("password of " + username, "--password-stdin");
        return server.signIn(provider, username, password);
    }

    private Tiled elsewhere(Tiled server, Provider provider, LoginOptions options) {
        TiledDeviceLogin login;
        try {
            login = server.beginSignIn(provider);
        } catch (IllegalStateException e) {
            return byShownCode(server, provider, options);
        }
        return options.browser().signInByCode(login, invocation);
    }

    /** A server of the old kind shows a code in the browser, which the person brings here. */
    private Tiled byShownCode(Tiled server, Provider provider, LoginOptions options) {
        Console console = invocation.console();
        if (!options.isPasswordOnStandardInput()) {
            console.err()
                    .println("To sign in to Tiled, open this address; it shows a code in the end:\n\n  "
                            + provider.authEndpoint().toASCIIString() + "\n");
            var unused = options.browser().browser().open(provider.authEndpoint());
        }
        return server.signIn(
                options.isPasswordOnStandardInput()
                        ? console.readSecret("code")
                        : console.askSecret("code", "--password-stdin"));
    }

    private static Provider provider(Tiled server, @Nullable String name) {
        List<Provider> fitting = server.providers().stream()
                .filter(each -> name == null || each.name().equals(name))
                .toList();
        if (fitting.size() != 1) {
            List<String> names = server.providers().stream().map(Provider::name).toList();
            throw new IllegalArgumentException(
                    "Choose how to sign in to this Tiled server by --provider, one of: " + String.join(", ", names));
        }
        return fitting.get(0);
    }
}

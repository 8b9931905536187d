package io.labauth.cli;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a person in, and keeps what came of it. */
@Command(
        name = "login",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Sign in, and keep the credential for whoami, exec and logout.",
            "",
            "LabArchives' access key is taken from ACCESS_KEYID and ACCESS_PWD, and the address from API_URL: each from the"
                    + " environment, else from the file .env here."
        },
        footer = {
            "  labauth login labarchives",
            "  labauth login labarchives --email ada@example.org --token-stdin < token",
            "  labauth login tiled https://tiled.example.org",
            "  labauth login orcid --client-id APP-0123456789ABCDEF --client-secret-stdin < secret",
            "  labauth login labkey https://labkey.example.org"
        })
final class LoginCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "SERVICE",
            completionCandidates = Services.class,
            description =
                    "labarchives; tiled; one of orcid, orcid-sandbox, globus, google, github; or the address of an"
                            + " OAuth 2.0 or OpenID Connect server. By an API key that you have: labkey, ash, ashr, or with"
                            + " --key the address of an application.")
    private String service = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SERVER",
            description = "The address of the server of Tiled (or a profile), LabKey, Ash or Ashr Labs.")
    private @Nullable String server;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LoginOptions options = new LoginOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What can be completed; an address cannot. */
    static final class Services extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Services() {
            super(List.of("labarchives", "tiled", "labkey", "ash", "ashr"));
            addAll(OAuthAccount.PRESETS.keySet());
        }
    }

    LoginCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        LoginFit fit = fit();
        refuseServer(fit);
        fit.require(requireNonNull(spec).commandLine().getParseResult().matchedOptions());
        Credentials credentials = Credentials.of(invocation);
        String name = options.nameOr(usualName());
        credentials.prepare(name);
        SavedCredential credential = signIn(fit, name);
        List<String> ended = credentials.save(credential);
        Printer printer = new Printer(invocation.console());
        if (json) {
            printer.json(credential.shown());
        } else {
            printer.line("Signed in to " + printer.bold(title(credential)) + as(credential, printer)
                    + ". Kept under the name " + printer.bold(credential.name()) + ".");
        }
        if (!ended.isEmpty()) {
            invocation
                    .console()
                    .say("A Tiled server has one session here: forgot " + String.join(", ", ended)
                            + ", whose place this one takes.");
        }
        return ExitCodes.OK;
    }

    private LoginFit fit() {
        return switch (service) {
            case "labarchives" -> options.isByToken() ? LoginFit.TOKEN : LoginFit.LABARCHIVES;
            case "tiled" -> LoginFit.TILED;
            case "labkey", "ash", "ashr" -> LoginFit.KEY;
            default -> {
                requireKnown();
                yield isAddress() && options.isKey()
                        ? LoginFit.KEY
                        : options.browser().isDevice() ? LoginFit.DEVICE : LoginFit.OAUTH;
            }
        };
    }

    private void requireKnown() {
        if (!OAuthAccount.PRESETS.containsKey(service) && !isAddress()) {
            throw new IllegalArgumentException(
                    "There is no service " + service + ". It is labarchives, tiled, labkey, ash, ashr, one of "
                            + String.join(", ", OAuthAccount.PRESETS.keySet())
                            + ", or an address such as https://login.example.org.");
        }
    }

    /** The service's; that of an address is its host. */
    private String usualName() {
        return isAddress()
                ? String.valueOf(Addresses.uri(service).getHost()).replaceAll("[^A-Za-z0-9._-]", "")
                : service;
    }

    private boolean isAddress() {
        return service.contains("://");
    }

    private void refuseServer(LoginFit fit) {
        boolean taken = fit == LoginFit.TILED || (fit == LoginFit.KEY && !isAddress());
        if (server != null && !taken) {
            throw new IllegalArgumentException(
                    fit == LoginFit.LABARCHIVES || fit == LoginFit.TOKEN
                            ? "LabArchives takes no address here: leave it out, and set API_URL."
                            : "There is an argument too many: leave out what stands behind the service.");
        }
    }

    private SavedCredential signIn(LoginFit fit, String name) {
        return switch (fit) {
            case LABARCHIVES, TOKEN -> new LabArchivesSignIn(invocation).run(options, name);
            case TILED -> new TiledSignIn(invocation).run(options, name, requireServer());
            case KEY ->
                new KeySignIn(
                                invocation,
                                Service.of(service).orElse(Service.APPLICATION),
                                isAddress() ? service : server)
                        .run(options, name);
            case OAUTH, DEVICE -> new OAuthSignIn(invocation, service).run(options, name);
        };
    }

    private String requireServer() {
        if (server == null) {
            throw new IllegalArgumentException(
                    "Which Tiled server? Write its address, or the name of a profile, behind it:"
                            + " labauth login tiled https://tiled.example.org");
        }
        return server;
    }

    private static String as(SavedCredential credential, Printer printer) {
        return credential.person().isEmpty() ? "" : " as " + printer.bold(credential.person());
    }

    private static String title(SavedCredential credential) {
        return credential.service() == Service.OAUTH || credential.service() == Service.APPLICATION
                ? credential.address()
                : credential.service().title();
    }
}

package io.labauth.cli;

import io.labauth.Credential;
import io.labauth.ash.Ash;
import io.labauth.ashrlabs.AshrLabs;
import io.labauth.ashrlabs.AshrLabsOperation;
import io.labauth.labkey.LabKey;
import io.labauth.tiled.Tiled;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service's keys, and by which credential: a saved one, else what the service's own clients would find. */
final class KeyServiceOptions {
    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            completionCandidates = Services.class,
            required = true,
            description = "tiled, labkey, ash or ashr; or the address of an application that issues keys by labauth.")
    private String service = "";

    @Option(
            names = "--server",
            paramLabel = "ADDRESS",
            description =
                    "The server, or a profile of Tiled's; its key is taken from where the service's own clients look.")
    private @Nullable String server;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Use this saved credential; needed if there are several of this service, and no server is given.")
    private @Nullable String name;

    @Option(
            names = "--token-stdin",
            description = "For an application: read the key that asks from the standard input.")
    private boolean onStandardInput;

    /** What can be completed; an address cannot. */
    static final class Services extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Services() {
            super(List.of("tiled", "labkey", "ash", "ashr"));
        }
    }

    Service service() {
        if (isAddress()) {
            return Service.APPLICATION;
        }
        return Service.of(service)
                .filter(each -> each.issuesKeys() && each != Service.APPLICATION)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no service " + service + " with API keys: it is tiled, labkey, ash or ashr,"
                                + " or the address of an application that issues keys."));
    }

    /** As it stands on the command line. */
    String written() {
        return service;
    }

    boolean isOnStandardInput() {
        return onStandardInput;
    }

    private boolean isAddress() {
        return service.contains("://");
    }

    KeyService open(Invocation invocation) {
        Service wanted = service();
        if (isAddress() ? server != null : onStandardInput) {
            throw new IllegalArgumentException(
                    isAddress()
                            ? "--service says already where the application is: leave --server out."
                            : "--token-stdin is for applications, whose address --service says.");
        }
        if (server != null && name != null) {
            throw new IllegalArgumentException("--server and --as both say which server: leave one of them out.");
        }
        if (onStandardInput && name != null) {
            throw new IllegalArgumentException(
                    "--token-stdin and --as both give the key that asks: leave one of them out.");
        }
        List<SavedCredential> fitting = server == null && !onStandardInput ? fitting(wanted, invocation) : List.of();
        return fitting.isEmpty() && name == null ? found(wanted, invocation) : saved(fitting, invocation);
    }

    private List<SavedCredential> fitting(Service wanted, Invocation invocation) {
        return Credentials.of(invocation).all().stream()
                .filter(each -> each.service() == wanted)
                .filter(each -> !isAddress() || sameAddress(each.address(), service))
                .filter(each -> name == null || each.name().equals(name))
                .toList();
    }

    private KeyService saved(List<SavedCredential> fitting, Invocation invocation) {
        if (fitting.isEmpty()) {
            SavedCredential other = Credentials.of(invocation).require(name);
            throw new IllegalArgumentException(
                    other.name() + " is a credential of " + other.service().title() + ", not of " + service + ".");
        }
        if (fitting.size() > 1) {
            throw new IllegalArgumentException(
                    "Several credentials are saved for " + service + ": say which by --as, one of "
                            + fitting.stream().map(SavedCredential::name).collect(Collectors.joining(", ")) + ".");
        }
        SavedCredential saved = fitting.get(0);
        URI address = URI.create(saved.address());
        return switch (saved.service()) {
            case TILED -> new TiledKeyService(new TiledAccount(saved, invocation).client());
            case LABKEY -> new LabKeyKeyService(address, new LabKeyAccount(saved).client());
            case ASH -> new AshKeyService(address, new AshAccount(saved).client());
            case ASHR -> new AshrLabsKeyService(address, new AshrLabsAccount(saved).client());
            case APPLICATION -> new ApplicationAccount(saved).client();
            case LABARCHIVES, OAUTH -> throw new IllegalArgumentException("It has no API keys.");
        };
    }

    private static boolean sameAddress(String one, String other) {
        return one.replaceFirst("/+$", "").equals(other.replaceFirst("/+$", ""));
    }

    /** By the environment and the files that the service's own clients read. */
    private KeyService found(Service wanted, Invocation invocation) {
        Map<String, String> environment = new HashMap<>(invocation.environment());
        return switch (wanted) {
            case TILED ->
                new TiledKeyService(Tiled.builder(requireServer(), environment, invocation.home())
                        .connect());
            case LABKEY -> {
                URI address = Addresses.uri(requireServer());
                yield new LabKeyKeyService(
                        address,
                        LabKey.builder(address, environment, invocation.home()).build());
            }
            case ASH -> {
                if (server != null) {
                    environment.put("ASH_SERVER_URL", server);
                }
                Ash ash = Ash.builder(environment, invocation.home()).build();
                yield new AshKeyService(ash.serverUrl(), ash);
            }
            case ASHR -> {
                if (server != null) {
                    environment.put("ASHR_LABS_BASE_URL", server);
                }
                AshrLabs ashr = AshrLabs.builder(environment).build();
                Credential credential = ashr.credentialFor(AshrLabsOperation.LIST_API_KEYS);
                yield new AshrLabsKeyService(Addresses.uri(credential.service().toString()), ashr);
            }
            case APPLICATION -> {
                Console console = invocation.console();
                URI address = Addresses.uri(service);
                yield new ApplicationKeyService(
                        address,
                        onStandardInput
                                ? console.readSecret("key")
                                : console.askSecret("key of " + address, "--token-stdin"));
            }
            case LABARCHIVES, OAUTH -> throw new IllegalArgumentException("It has no API keys.");
        };
    }

    private String requireServer() {
        if (server == null) {
            throw new IllegalArgumentException(
                    "Which server? Give its address by --server, or a saved credential by --as.");
        }
        return server;
    }
}

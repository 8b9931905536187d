package io.labauth.local;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Jupyter server whose terminal or notebook this is: the person's browser reaches it already, and jupyter-server-proxy passes a callback
 * on, which {@link LocalLogin#callbackBaseUri} then needs to know.
 *
 * <p>Immutable.
 *
 * @see <a href="https://jupyter-server-proxy.readthedocs.io/en/latest/arbitrary-ports-hosts.html">jupyter-server-proxy</a>
 */
public final class JupyterServer {
    /** What a callback may go to: https, or http where it does not leave the person's machine. */
    private static final Pattern REACHED =
            Pattern.compile("https://\\S+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?/\\S*");

    private static final Pattern PATH = Pattern.compile("/\\S*");

    private final Map<String, String> environment;

    /**
     * Whatever Jupyter there is.
     *
     * @param environment the process' environment, in which JupyterHub and Jupyter say where they are
     */
    public JupyterServer(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The address that passes a port on, as exactly as it can be known here.
     *
     * @param port the port that a listener waits at
     * @return the address, ending in {@code /}, with {@code YOUR-HUB} for a host that is not told; empty outside of Jupyter
     */
    public Optional<String> proxy(int port) {
        return hub().or(this::server).map(base -> (base.endsWith("/") ? base : base + "/") + "proxy/" + port + "/");
    }

    private Optional<String> hub() {
        return value("JUPYTERHUB_SERVICE_PREFIX", PATH)
                .map(path -> value("JUPYTERHUB_PUBLIC_URL", REACHED).orElse("https://YOUR-HUB" + path));
    }

    private Optional<String> server() {
        return value("JUPYTER_SERVER_URL", REACHED);
    }

    private Optional<String> value(String name, Pattern form) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> form.matcher(value).matches());
    }
}

package io.labauth.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Jupyter server whose terminal this is: the person's browser reaches it already, and jupyter-server-proxy passes a callback on.
 *
 * @param environment what JupyterHub and Jupyter's own terminals set
 */
record JupyterServer(Map<String, String> environment) {
    /** What a callback may go to: https, or http where it does not leave the person's machine. */
    private static final Pattern REACHED =
            Pattern.compile("https://\\S+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?/\\S*");

    private static final Pattern PATH = Pattern.compile("/\\S*");

    /** The address that passes a port on, as exactly as it can be known here; empty outside of Jupyter. */
    Optional<String> proxy(int port) {
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

package io.labauth.cli;

import io.labauth.local.Browser;
import io.labauth.local.JupyterServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * What a sign-in needs of this machine.
 *
 * @param invocation the machine
 * @param port the port to listen on; 0 for any
 */
record MachineChecks(Invocation invocation, int port) {
    List<Check> all() {
        return List.of(saved(), browser(), listening());
    }

    private Check saved() {
        Credentials credentials = Credentials.of(invocation);
        try {
            int count = credentials.all().size();
            return Check.ok(
                    "saved credentials",
                    count == 0
                            ? "None; they would be in " + credentials.path() + "."
                            : count + " in " + credentials.path() + ".");
        } catch (RuntimeException e) {
            return Check.failed("saved credentials", e);
        }
    }

    private Check browser() {
        return Browser.systemCommand()
                .map(command -> Check.ok("browser", "Opened by: " + command))
                .orElseGet(() -> Check.note(
                        "browser",
                        "None can be opened from here (SSH, container, no screen, or LABAUTH_BROWSER=none).",
                        "The address is printed, to be opened elsewhere: labauth login … --port 8089, "
                                + new JupyterServer(invocation.environment())
                                        .proxy(8089)
                                        .map(address -> "where this Jupyter has jupyter-server-proxy with"
                                                + " --callback-base-uri " + address + ".")
                                        .orElse("with ssh -L 8089:127.0.0.1:8089 on your own machine.")));
    }

    private Check listening() {
        String where = port == 0 ? "a free port" : "port " + port;
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Check.ok("port", "127.0.0.1 can be listened on, at " + where + " (" + socket.getLocalPort() + ").");
        } catch (IOException e) {
            return Check.problem("port", "127.0.0.1 cannot be listened on, at " + where + ".", "Choose another port.");
        }
    }
}

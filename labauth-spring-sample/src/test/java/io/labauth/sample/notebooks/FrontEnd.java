package io.labauth.sample.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.sample.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.openqa.selenium.support.ui.FluentWait;

/** A notebook server, whose page is what people see. */
final class FrontEnd implements AutoCloseable {
    private final Process process;
    private final URI home;

    private FrontEnd(Process process, URI home) {
        this.process = process;
        this.home = home;
    }

    static FrontEnd start(Jupyter jupyter) throws IOException {
        int port = freePort();
        Process process = jupyter.start(
                "front-end",
                "jupyter",
                "notebook",
                "--no-browser",
                "--allow-root",
                "--port=" + port,
                "--port-retries=0",
                "--NotebookApp.token=",
                "--NotebookApp.iopub_data_rate_limit=1000000");
        new FluentWait<>(port)
                .withTimeout(Duration.ofSeconds(60))
                .withMessage("the notebook server listens")
                .until(FrontEnd::answers);
        return new FrontEnd(process, URI.create("http://127.0.0.1:" + port + "/"));
    }

    URI notebook(String name) {
        assertThat(process.isAlive()).isTrue();
        return home.resolve("notebooks/" + name);
    }

    static void runAll(Chromium person) {
        awaitKernel(person);
        person.script("Jupyter.notebook.execute_all_cells()");
    }

    static void run(Chromium person, int cell) {
        awaitKernel(person);
        person.script("Jupyter.notebook.execute_cells([" + cell + "])");
    }

    /** Types into a cell, as far as the page can tell. */
    static void replace(Chromium person, int cell, String old, String text) {
        person.script(
                "const cell = Jupyter.notebook.get_cell(arguments[0]);"
                        + "cell.set_text(cell.get_text().replace(arguments[1], arguments[2]))",
                cell,
                old,
                text);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void awaitKernel(Chromium person) {
        person.awaitTrue("return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                + " && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy)");
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

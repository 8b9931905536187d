package io.labauth.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A window of its own with a profile that lives as long as the login. */
final class IsolatedBrowser implements Browser {
    private final Surroundings surroundings;
    private @Nullable Window window;

    IsolatedBrowser(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public synchronized boolean open(URI address) {
        for (KnownBrowser browser : KnownBrowser.values()) {
            Optional<String> file = browser.find(surroundings);
            if (file.isPresent()) {
                return open(browser, file.get(), address);
            }
        }
        return false;
    }

    @Override
    public synchronized void finished() {
        if (window != null) {
            window.close();
            window = null;
        }
    }

    private boolean open(KnownBrowser browser, String file, URI address) {
        finished();
        try {
            Path profile = Files.createTempDirectory("labauth-browser-");
            window = new Window(Launcher.start(browser.isolated(file, profile, address.toASCIIString())), profile);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A running browser and its profile; also closed when the program is stopped in the middle of a login. */
    private static final class Window {
        private final Process process;
        private final Path profile;
        private final Thread atExit = new Thread(this::end, "labauth-browser-end");

        Window(Process process, Path profile) {
            this.process = process;
            this.profile = profile;
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        void close() {
            if (!isShuttingDown()) {
                end();
            }
        }

        private void end() {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroy);
            try {
                if (!process.waitFor(3, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(3, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            delete();
        }

        private boolean isShuttingDown() {
            try {
                return !Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                return true;
            }
        }

        /** Twice if need be: a browser's last process may still write while the first is gone. */
        private void delete() {
            for (int attempt = 0; attempt < 2 && !isDeleted(); attempt++) {
                Thread.onSpinWait();
            }
        }

        private boolean isDeleted() {
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(IsolatedBrowser::delete);
                return true;
            } catch (IOException | UncheckedIOException e) {
                return false;
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

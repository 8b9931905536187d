package io.labauth.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A window of its own with a profile that lives as long as the login. */
final class IsolatedBrowser implements Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Surroundings surroundings;
    private @Nullable Window window;

    IsolatedBrowser(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public synchronized boolean open(URI address) {
        finished();
        return surroundings.showsWindows()
                && Stream.of(KnownBrowser.values()).anyMatch(browser -> opens(browser, address.toASCIIString()));
    }

    @Override
    public synchronized void finished() {
        if (window != null) {
            window.close();
            window = null;
        }
    }

    private boolean opens(KnownBrowser browser, String address) {
        Optional<String> file = browser.find(surroundings);
        if (file.isEmpty()) {
            return false;
        }
        try {
            BrowserProfile profile = BrowserProfile.in(browser.profiles(file.get(), surroundings));
            return opens(browser.isolated(file.get(), profile.folder(), address), profile);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean opens(List<String> command, BrowserProfile profile) {
        try {
            Process process = Launcher.start(command);
            window = new Window(process, profile);
            if (Launcher.goesOn(process)) {
                return true;
            }
            finished();
        } catch (IOException e) {
            profile.delete();
        }
        return false;
    }

    /** A running browser and its profile; also closed when the program is stopped in the middle of a login. */
    private static final class Window {
        private final Process process;
        private final BrowserProfile profile;
        private final Thread atExit = new Thread(this::end, "labauth-browser-end");

        Window(Process process, BrowserProfile profile) {
            this.process = process;
            this.profile = profile;
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        void close() {
            if (!isShuttingDown()) {
                end();
            }
        }

        /** Whole, also in a thread that was interrupted: the profile may hold the cookies of the sign-in. */
        private void end() {
            boolean interrupted = Thread.interrupted();
            List<ProcessHandle> processes = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            processes.forEach(ProcessHandle::destroy);
            if (!haveEnded(processes)) {
                processes.forEach(ProcessHandle::destroyForcibly);
                var unused = haveEnded(processes);
            }
            profile.delete();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Waits for all of them: the last one may still write into the profile when the first is gone. */
        private static boolean haveEnded(List<ProcessHandle> processes) {
            long begun = System.nanoTime();
            while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return true;
        }

        private boolean isShuttingDown() {
            try {
                return !Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                return true;
            }
        }
    }
}

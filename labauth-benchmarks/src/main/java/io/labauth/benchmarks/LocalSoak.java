package io.labauth.benchmarks;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.local.CallbackCollector;
import io.labauth.local.LocalLogin;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** Sign-in after sign-in at LabArchives' stub, each with its own listener and exchange, to see what is lost and what stays behind. */
public final class LocalSoak {
    public static final String LOST = "lost";
    public static final String THREADS = "threads";
    public static final String FILES = "open files";
    public static final String HEAP = "live heap, MB";

    private static final String CODE = "?email=ada%40example.org&auth_code=c0de";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than the listener's threads wait for more work. */
    private static final Duration IDLE = Duration.ofSeconds(12);

    private final LabArchives labArchives;
    private int done;
    private int lost;

    private LocalSoak(URI service) {
        this.labArchives = LabArchives.builder("akid", Secret.of("s3cret"))
                .apiUrl(service)
                .pacing(false)
                .build();
    }

    /** Takes the stub's port, and after how many sign-ins to look. */
    public static void main(String[] args) throws InterruptedException {
        LocalSoak soak = new LocalSoak(URI.create("http://127.0.0.1:" + args[0]));
        for (int i = 1; i < args.length; i++) {
            soak.signIn(Integer.parseInt(args[i]));
            Thread.sleep(IDLE.toMillis());
            soak.look();
        }
        System.exit(0);
    }

    private void signIn(int until) {
        for (; done < until; done++) {
            try {
                once();
            } catch (IOException | RuntimeException e) {
                lost++;
                System.err.println("Sign-in " + done + ": " + e);
            }
        }
    }

    private void once() throws IOException {
        try (CallbackCollector<LabArchivesUser> login =
                LocalLogin.with(labArchives).open()) {
            Request callback = Request.get(URI.create(login.callbackUri() + CODE));
            try (Connection browser = new Connection(callback.port(), PATIENCE)) {
                Answer page = browser.follow(callback);
                String name = login.await(PATIENCE).fullName();
                if (page.status() != 200 || !page.body().contains(name)) {
                    throw new IOException("The page says something else: " + page.status());
                }
            }
        }
    }

    private void look() {
        Footprint footprint = Footprint.now();
        String when = Integer.toString(done);
        Sample.print(when, LOST, lost);
        Sample.print(when, THREADS, footprint.threads());
        Sample.print(when, FILES, footprint.files());
        Sample.print(when, HEAP, String.format(Locale.ROOT, "%.1f", footprint.heapMegabytes()));
    }
}

package io.labauth.benchmarks.web;

import com.sun.management.ThreadMXBean;
import io.labauth.Callback;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.benchmarks.Footprint;
import io.labauth.benchmarks.Sample;
import io.labauth.web.LoginStep;
import io.labauth.web.SealingKeys;
import io.labauth.web.WebLogin;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What labauth itself costs in a web login, without server and service; and what logins that nobody finishes leave behind. */
public final class OwnCost {
    static final String CPU = "own CPU per login, µs";
    static final String HEAP_BEFORE = "live heap before, MB";
    static final String HEAP_AFTER = "live heap after a million logins begun, MB";

    private static final URI BASE = URI.create("https://lab.example.org");
    private static final int BLOCK = 2_000;

    private OwnCost() {}

    /** A service that is not called. */
    private static final class NoService implements LoginProvider<String> {
        private final SecureRandom random = new SecureRandom();

        @Override
        public PendingLogin begin(URI callbackUri) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            URI bound = URI.create(
                    callbackUri + "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "z");
            return new PendingLogin(bound, bound, Instant.now());
        }

        @Override
        public void check(PendingLogin pending, Callback callback) {}

        @Override
        public String complete(PendingLogin pending, Callback callback) {
            return callback.parameter("email").orElseThrow();
        }
    }

    /**
     * Prints samples.
     *
     * @param args how many blocks of sign-ins are measured, and how many logins are begun and never finished
     */
    public static void main(String[] args) {
        WebLogin<String> login =
                WebLogin.builder(new NoService(), BASE, SealingKeys.generate()).build();
        int blocks = Integer.parseInt(args[0]);
        for (int block = -blocks; block < blocks; block++) {
            double micros = microsPerLogin(login);
            if (block >= 0) {
                Sample.print("labauth", CPU, micros);
            }
        }
        int flows = Integer.parseInt(args[1]);
        begin(login, 10_000);
        Footprint before = Footprint.now();
        begin(login, flows);
        Footprint after = Footprint.now();
        Sample.print("labauth", HEAP_BEFORE, before.heapMegabytes());
        Sample.print("labauth", HEAP_AFTER, after.heapMegabytes());
    }

    private static double microsPerLogin(WebLogin<String> login) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < BLOCK; i++) {
            LoginStep.Redirect<String> begun = (LoginStep.Redirect<String>) login.start("/notebooks", List.of());
            LoginStep<String> step = login.finish(
                    begun.location().getRawPath(),
                    "email=ada%40example.org&auth_code=c0de",
                    List.of(begun.cookies().get(0).split(";", 2)[0]));
            if (!(step instanceof LoginStep.SignedIn)) {
                throw new IllegalStateException("A sign-in failed: " + step);
            }
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e3 / BLOCK;
    }

    private static void begin(WebLogin<String> login, int flows) {
        for (int i = 0; i < flows; i++) {
            if (!(login.start("/notebooks", List.of()) instanceof LoginStep.Redirect)) {
                throw new IllegalStateException(String.format(Locale.ROOT, "Login %d was not begun.", i));
            }
        }
    }
}

package io.labauth.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labauth.ConnectionException;
import io.labauth.LabAuthException;
import io.labauth.testkit.faults.NetworkFault.Kind;
import io.labauth.testkit.faults.NetworkFault.Side;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The network fails after any byte of a sign-in or of a key's creation, in any way: always a typed error in time, no secret in it, and
 * never a second attempt at what works once.
 *
 * <p>A sample of the bytes; with {@code -Pfaults} all of them.
 */
@Timeout(1800)
class FaultAtEachByteTest {
    private static final boolean ALL = System.getProperty("faults", "").equals("all");
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);
    /** Several requests, each with the patience of the client, on a machine that is busy. */
    private static final Duration IN_TIME = Duration.ofSeconds(15);

    @ParameterizedTest
    @EnumSource
    void aFaultAtAnyByte_isATypedErrorInTime(Exchange exchange) {
        try (Exchange.Site site = exchange.start()) {
            for (Side side : Side.values()) {
                int bytes = bytes(site, side);
                assertThat(bytes).isPositive();
                for (Kind kind : Kind.values()) {
                    offsets(bytes, kind).forEach(offset -> attempt(site, new NetworkFault(side, kind, offset)));
                }
            }
        }
    }

    /** The length of a call that succeeds. */
    private static int bytes(Exchange.Site site, Side side) {
        Exchange.Attempt attempt = site.prepare();
        try (FaultProxy proxy = FaultProxy.before(site.service(), NetworkFault.NONE)) {
            attempt.run(proxy.uri(), AMPLE);
            assertThat(proxy.requests()).contains(site.onceOnly());
            return proxy.passed(side);
        }
    }

    /** Each silence lasts as long as the client's patience, so that there are fewer of these. */
    private static IntStream offsets(int bytes, Kind kind) {
        boolean silent = kind == Kind.STALL;
        int step = ALL ? (silent ? 8 : 1) : (bytes - 1) / (silent ? 1 : 5);
        return IntStream.iterate(0, offset -> offset < bytes, offset -> offset + step);
    }

    private static void attempt(Exchange.Site site, NetworkFault fault) {
        Exchange.Attempt attempt = site.prepare();
        Duration patience = fault.kind() == Kind.PAUSE ? AMPLE : SHORT;
        try (FaultProxy proxy = FaultProxy.before(site.service(), fault)) {
            long start = System.nanoTime();
            Throwable failure = catchThrowable(() -> attempt.run(proxy.uri(), patience));

            if (patience.equals(SHORT)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("%s", fault)
                        .isLessThan(IN_TIME);
            }
            if (failure != null) {
                assertThat(failure).as("%s", fault).isInstanceOfAny(expected(fault));
                assertThat(trace(failure))
                        .as("%s", fault)
                        .doesNotContain(attempt.secrets().toArray(String[]::new));
            }
            if (fault.kind() == Kind.PAUSE) {
                assertThat(failure).as("%s", fault).isNull();
            }
            if (fault.kind() == Kind.STALL && proxy.hasStruck()) {
                assertThat(failure).as("%s", fault).isInstanceOf(ConnectionException.class);
            }
            // A corrupted time is refused by LabArchives as too old, whereupon its clock is asked for and the call
            // signed anew.
            int allowed = proxy.requests().contains("/utilities/epoch_time") ? 2 : 1;
            assertThat(proxy.requests().split(Pattern.quote(site.onceOnly()), -1))
                    .as("%s", fault)
                    .hasSizeLessThanOrEqualTo(allowed + 1);
        }
    }

    /** What Tiled says of itself may, corrupted, be what a server without accounts says: then the call is the caller's mistake. */
    private static Class<?>[] expected(NetworkFault fault) {
        return fault.kind() == Kind.CORRUPT
                ? new Class<?>[] {LabAuthException.class, IllegalStateException.class}
                : new Class<?>[] {LabAuthException.class};
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package io.labauth.benchmarks;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures what a sign-in by OAuth costs this machine, network aside, and writes the table into the documentation.
 *
 * <p>With the system property {@code quick} it does a little, and only prints.
 */
public final class OAuth2Benchmark {
    private static final double BEGIN_LIMIT = 50;
    private static final double COMPLETE_LIMIT = 500;

    private OAuth2Benchmark() {}

    /**
     * Runs everything, on one thread.
     *
     * @param args the page to write into
     * @throws IOException if the page cannot be written
     * @throws JOSEException if ID tokens cannot be signed
     */
    public static void main(String[] args) throws IOException, JOSEException {
        boolean quick = System.getProperty("quick") != null;
        OAuth2Logins logins = new OAuth2Logins();
        logins.run(quick ? 500 : 5_000);
        logins.run(quick ? 500 : 5_000);
        String text = report(logins);
        System.out.println(text);
        if (!quick) {
            MarkedSection.replace(Path.of(args[0]), "oauth2", text);
        }
    }

    private static String report(OAuth2Logins logins) {
        return Machine.describe() + "\n\n"
                + new Table("one thread, µs", "p50", "p90", "p99", "limit at p50", "n")
                        .row(row("`begin`", logins.begins(), BEGIN_LIMIT))
                        .row(row("`complete`, RS256 of 2048 bits", logins.completions(), COMPLETE_LIMIT));
    }

    private static List<String> row(String title, Distribution measured, double limit) {
        return List.of(
                title,
                number(measured.median()),
                number(measured.p90()),
                number(measured.quantile(0.99)),
                number(limit),
                String.valueOf(measured.count()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}

package io.labauth.benchmarks.web;

import io.labauth.benchmarks.Footprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A node that tells what it holds, for each line of its standard input; it ends with that. */
public final class SoakNode {
    private SoakNode() {}

    /**
     * Serves until the process is ended, or its input.
     *
     * @param args those of {@link LabAuthSite}
     * @throws IOException if the standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        // The sessions are the application's: those of a whole hour would hide what labauth leaves behind.
        System.setProperty("server.servlet.session.timeout", "1m");
        LabAuthSite.main(args);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            Footprint footprint = Footprint.now();
            System.out.printf(
                    Locale.ROOT, "%.1f %d %d%n", footprint.heapMegabytes(), footprint.threads(), footprint.files());
        }
        System.exit(0);
    }
}

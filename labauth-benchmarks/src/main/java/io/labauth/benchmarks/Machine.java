package io.labauth.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Says on what and with what a run was made. */
final class Machine {
    private Machine() {}

    static String describe(String peers) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + system.getAvailableProcessors() + " cores, "
                + Math.round(system.getTotalMemorySize() / 1e9) + " GB, " + System.getProperty("os.name") + " "
                + shortened(System.getProperty("os.version", "")) + ", OpenJDK "
                + System.getProperty("java.version") + ".\n"
                + "Peers: " + peers + ".";
    }

    /** Major and minor number; the rest names a build of one machine. */
    private static String shortened(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }
}

package io.labauth.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Says on what and with what a run was made. */
public final class Machine {
    private Machine() {}

    public static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + system.getAvailableProcessors() + " cores, "
                + Math.round(system.getTotalMemorySize() / 1e9) + " GB, " + System.getProperty("os.name") + " "
                + shortened(System.getProperty("os.version", "")) + ", OpenJDK "
                + System.getProperty("java.version") + ".";
    }

    /** Name and version of the library that a class is from, by the name of its jar. */
    static String library(Class<?> type) {
        String jar = Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .getFileName()
                .toString();
        return jar.replaceFirst("-(\\d[^-]*)\\.jar$", " $1");
    }

    /** Major and minor number; the rest names a build of one machine. */
    private static String shortened(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }
}

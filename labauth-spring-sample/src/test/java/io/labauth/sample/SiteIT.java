package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documentation as a folder of pages, made by the one command and opened without a server. */
@Timeout(240)
class SiteIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SITE = ROOT.resolve("target/site");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        File log =
                Files.createDirectories(Path.of("target")).resolve("site.txt").toFile();
        Process npm = new ProcessBuilder("npm", "--prefix", "docs/site", "run", "build")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0)
                .as("the site is made, see " + log)
                .isTrue();
    }

    @Test
    void everyPage_isInTheSite() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            assertThat(pages.map(page -> ROOT.relativize(page).toString())
                            .filter(page -> page.endsWith(".md") && !page.contains("node_modules"))
                            .map(page -> page.replace("README.md", "index.md").replace(".md", ".html")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(SITE.resolve(page)).exists());
        }
    }

    @Test
    void everyLink_leadsToAFileAndAPlaceInIt() throws IOException {
        for (Path page : pages()) {
            Matcher addresses = ADDRESS.matcher(Files.readString(page));
            while (addresses.find()) {
                if (!addresses.group(1).matches("(https?|mailto):.*")) {
                    assertLeadsSomewhere(page, addresses.group(1));
                }
            }
        }
    }

    @Test
    void javadoc_thatHasBeenMade_isInTheSiteAndLinkedTo() throws IOException {
        List<String> modules = modulesWithJavadoc();
        assumeThat(modules).isNotEmpty();

        String index = Files.readString(SITE.resolve("docs/index.html"));

        assertThat(modules).allSatisfy(module -> {
            assertThat(index).contains("href=\"../javadoc/" + module + "/index.html\"");
            assertThat(SITE.resolve("javadoc/" + module + "/index.html")).isRegularFile();
        });
        assertThat(SITE.resolve("javadoc/labauth-core/io.labauth/io/labauth/LoginProvider.html"))
                .isRegularFile();
    }

    @Test
    void thePages_openWithoutAServerAndFitAPhone(@TempDir Path profile) {
        try (Chromium person = Chromium.start(profile)) {
            for (String page : List.of("index", "docs/index", "docs/errors", "docs/guides/notebooks")) {
                person.open(SITE.resolve(page + ".html").toUri());
                assertThat(person.text("nav [href$='docs/index.html']")).isEqualTo("Documentation");
                assertThat(person.overflowsAt(390)).as(page).isFalse();
                person.photograph("site-" + page.replace('/', '-'));
            }
        }
    }

    private static List<String> modulesWithJavadoc() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> Files.exists(module.resolve("target/reports/apidocs/index.html")))
                    .map(module -> module.getFileName().toString())
                    .toList();
        }
    }

    private static void assertLeadsSomewhere(Path page, String address) throws IOException {
        String[] parts = address.split("#", -1);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        assertThat(target).as(address + " in " + page).startsWith(SITE).isRegularFile();
        if (parts.length == 2) {
            assertThat(Files.readString(target)).as(address + " in " + page).contains("id=\"" + parts[1] + "\"");
        }
    }

    /** Those that we write; the Javadoc's own links are the tool's. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(SITE.resolve("javadoc")))
                    .toList();
        }
    }
}

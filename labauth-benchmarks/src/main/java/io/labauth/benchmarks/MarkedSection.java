package io.labauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that a program writes. */
final class MarkedSection {
    private MarkedSection() {}

    static void replace(Path page, String name, String text) throws IOException {
        String first = "<!-- " + name + ": begin -->\n";
        String old = Files.readString(page);
        int begin = old.indexOf(first);
        int end = old.indexOf("<!-- " + name + ": end -->");
        if (begin < 0 || end < begin) {
            throw new IOException("The page lacks the marks of the section.");
        }
        Files.writeString(page, old.substring(0, begin + first.length()) + text + old.substring(end));
    }
}

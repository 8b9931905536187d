package io.labauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that a program writes. */
final class MarkedSection {
    private static final String BEGIN = "<!-- listener: begin -->\n";
    private static final String END = "<!-- listener: end -->";

    private MarkedSection() {}

    static void replace(Path page, String text) throws IOException {
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("The page lacks the marks of the section.");
        }
        Files.writeString(page, old.substring(0, begin + BEGIN.length()) + text + old.substring(end));
    }
}

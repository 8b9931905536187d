package io.labauth.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that {@code labauth doctor} has looked at.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param finding what was found, without secrets
 * @param remedy what to do about it; empty if there is nothing to do
 */
record Check(String subject, State state, String finding, String remedy) {
    /** How something is. */
    enum State {
        OK("ok", "fg(green)"),
        /** Not in use, or to be known of. */
        NOTE("note", "fg(yellow)"),
        PROBLEM("problem", "fg(red)");

        private final String text;
        private final String style;

        State(String text, String style) {
            this.text = text;
            this.style = style;
        }

        String text() {
            return text;
        }

        /** In picocli's words. */
        String style() {
            return style;
        }
    }

    static Check ok(String subject, String finding) {
        return new Check(subject, State.OK, finding, "");
    }

    static Check note(String subject, String finding, String remedy) {
        return new Check(subject, State.NOTE, finding, remedy);
    }

    static Check problem(String subject, String finding, String remedy) {
        return new Check(subject, State.PROBLEM, finding, remedy);
    }

    static Check failed(String subject, RuntimeException problem) {
        Failure failure = Failure.of(problem);
        return problem(subject, failure.message(), failure.remedy());
    }

    boolean isProblem() {
        return state == State.PROBLEM;
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subject", subject);
        shown.put("state", state.text());
        shown.put("finding", finding);
        shown.put("remedy", remedy);
        return shown;
    }
}

package io.labauth.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path asks for: context path, folder, controller, action. */
record LabKeyUrl(String folder, String controller, String action) {
    private static final Pattern BELOW =
            Pattern.compile("(?<folder>(?:/[^/]+)*)/(?<controller>\\w+)-(?<action>\\w+)\\.api");

    static LabKeyUrl of(String contextPath, String path) {
        Matcher below = BELOW.matcher(path.startsWith(contextPath) ? path.substring(contextPath.length()) : "");
        return below.matches()
                ? new LabKeyUrl(below.group("folder"), below.group("controller"), below.group("action"))
                : new LabKeyUrl("", "", "");
    }

    String name() {
        return controller + "-" + action;
    }
}

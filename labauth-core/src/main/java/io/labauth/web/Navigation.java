package io.labauth.web;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells a page that a person opens from what a browser fetches by itself: only the former begins and finishes logins. */
public final class Navigation {
    private Navigation() {}

    /**
     * Whether a person's own navigation made this request.
     *
     * @param method the HTTP method
     * @param header gives the first value of a header by its name, or null
     * @return false for another method than GET, a prefetch, a request of a script, and a frame's or an image's; true where the browser does
     *     not tell
     */
    public static boolean isByPerson(String method, UnaryOperator<@Nullable String> header) {
        return method.equals("GET")
                && !isPrefetch(header.apply("Sec-Purpose"))
                && !isPrefetch(header.apply("Purpose"))
                && isAbsentOr("navigate", header.apply("Sec-Fetch-Mode"))
                && isAbsentOr("document", header.apply("Sec-Fetch-Dest"))
                && !"XMLHttpRequest".equalsIgnoreCase(header.apply("X-Requested-With"));
    }

    private static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
    }

    private static boolean isAbsentOr(String expected, @Nullable String value) {
        return value == null || value.equals(expected);
    }
}

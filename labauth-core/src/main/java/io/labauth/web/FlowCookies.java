package io.labauth.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The browser's cookies: a few slots for flows, and how often the browser has just signed in.
 *
 * <p>The slots have fixed names, so that no number of tabs at once can make more of them.
 */
final class FlowCookies {
    static final int SLOTS = 5;

    private static final Duration COUNT_LIFETIME = Duration.ofMinutes(1);
    private static final int MAX_COUNT = 9;

    private final boolean secure;
    private final Duration lifetime;
    private final String flowPrefix;
    private final String countName;

    /**
     * What a request brought.
     *
     * @param flows sealed flows by slot
     * @param ambiguous whether two cookies had one name, as when somebody planted one for a parent domain
     * @param signIns how often this browser has signed in within the last minute
     */
    record Received(Map<Integer, String> flows, boolean ambiguous, int signIns) {
        @Override
        public String toString() {
            return "Received[" + flows.keySet() + "]";
        }
    }

    FlowCookies(URI baseUrl, Duration lifetime) {
        this.secure = "https".equalsIgnoreCase(baseUrl.getScheme());
        this.lifetime = lifetime;
        String prefix = secure ? "__Host-labauth-" : "labauth-";
        this.flowPrefix = prefix + "flow-";
        this.countName = prefix + "count";
    }

    Received read(List<String> cookieHeaders) {
        Map<Integer, String> flows = new TreeMap<>();
        List<String> counts = new ArrayList<>();
        boolean ambiguous = false;
        for (String header : cookieHeaders) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                String value = unquoted(pair.substring(equals + 1).strip());
                int slot = slot(name);
                if (slot >= 0) {
                    ambiguous |= flows.put(slot, value) != null;
                } else if (name.equals(countName)) {
                    counts.add(value);
                }
            }
        }
        return new Received(flows, ambiguous, count(counts));
    }

    String set(int slot, String sealed) {
        return cookie(flowPrefix + slot, sealed, lifetime);
    }

    String clear(int slot) {
        return cookie(flowPrefix + slot, "", Duration.ZERO);
    }

    /** Takes back what was set. */
    String clear(String setCookie) {
        return cookie(setCookie.substring(0, setCookie.indexOf('=')), "", Duration.ZERO);
    }

    String countSignIn(Received before) {
        return cookie(countName, Integer.toString(Math.min(before.signIns() + 1, MAX_COUNT)), COUNT_LIFETIME);
    }

    String clearCount() {
        return cookie(countName, "", Duration.ZERO);
    }

    /** Some clients quote a value (RFC 6265, 4.1.1); the JDK's is one of them. */
    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private int slot(String name) {
        if (!name.startsWith(flowPrefix) || name.length() != flowPrefix.length() + 1) {
            return -1;
        }
        int slot = name.charAt(flowPrefix.length()) - '0';
        return slot >= 0 && slot < SLOTS ? slot : -1;
    }

    private static int count(List<String> values) {
        return values.size() == 1 && values.get(0).matches("[1-9]")
                ? values.get(0).charAt(0) - '0'
                : 0;
    }

    private String cookie(String name, String value, Duration maxAge) {
        return name + "=" + value + "; Path=/; Max-Age=" + maxAge.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}

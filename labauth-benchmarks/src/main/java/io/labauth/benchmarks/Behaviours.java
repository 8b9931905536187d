package io.labauth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Shows how each product behaves when the callback does not come as it should. */
final class Behaviours {
    private static final int LIMIT_SECONDS = 20;

    private static final String CUT_OFF = "a silent client is cut off";
    private static final int WARM_UP = 200;

    private Behaviours() {}

    /** Takes the peer's name. */
    public static void main(String[] args) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            Flows.once(Peer.named(args[0]));
        }
        Peer.products().stream().filter(peer -> peer.name().equals(args[0])).forEach(Behaviours::print);
        System.exit(0);
    }

    static Set<String> titles() {
        Set<String> titles = new LinkedHashSet<>(scenarios().keySet());
        titles.add(CUT_OFF);
        return titles;
    }

    private static void print(Peer peer) {
        // Takes long and does nothing: along with the others.
        CompletableFuture<String> cutOff = seen(peer, Strangers::cutOff);
        scenarios()
                .forEach((title, scenario) ->
                        Sample.print(peer, title, seen(peer, scenario).join()));
        Sample.print(peer, CUT_OFF, cutOff.join());
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put(
                "callback after half a request line of another client", peer -> Strangers.sending("GET /ca", 1, peer));
        scenarios.put("callback among 50 half request lines", peer -> Strangers.sending("GET /ca", 50, peer));
        scenarios.put("callback among 50 silent clients", peer -> Strangers.sending("", 50, peer));
        scenarios.put("`/favicon.ico` before the callback", Forgeries::faviconFirst);
        scenarios.put("forged code, then the genuine one", Forgeries::forgedFirst);
        scenarios.put("listens on", Exposure::address);
        scenarios.put("other methods that complete the login", Forgeries::otherMethods);
        scenarios.put("`Host: evil.example`", Forgeries::foreignHost);
        scenarios.put("second callback before the first is taken", Forgeries::second);
        scenarios.put("code `a&b=c+d`, escaped", Forgeries::reservedCharacters);
        scenarios.put("`error=<script>`", Pages::script);
        scenarios.put("page when the service then refuses the code", Pages::refusedCode);
        scenarios.put("pages that arrive whole though the program closes at once", Pages::closedAtOnce);
        scenarios.put("security headers of the page", Pages::headers);
        scenarios.put("JVM ends when main does, without close", Exposure::end);
        return scenarios;
    }

    private static CompletableFuture<String> seen(Peer peer, Scenario scenario) {
        return CompletableFuture.supplyAsync(() -> see(peer, scenario), Outcomes.DAEMONS)
                .completeOnTimeout("nothing in " + LIMIT_SECONDS + " s", LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static String see(Peer peer, Scenario scenario) {
        try {
            return scenario.see(peer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

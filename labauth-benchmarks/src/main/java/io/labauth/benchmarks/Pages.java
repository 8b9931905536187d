package io.labauth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the person's browser is shown. */
final class Pages {
    private static final List<String> SECURITY_HEADERS =
            List.of("content-security-policy", "cache-control", "referrer-policy", "x-content-type-options");

    private static final int CLOSED_AT_ONCE = 20;

    private Pages() {}

    static String script(Peer peer) throws IOException {
        Request callback = peer.open().callback("c0de&error=%3Cscript%3Ealert(1)%3C%2Fscript%3E&error_description=d");
        Answer page = Outcomes.page(callback);
        return page.body().contains("<script>alert(1)") ? "**echoed as HTML**" : "not echoed; " + said(page);
    }

    static String refusedCode(Peer peer) throws IOException {
        return said(Outcomes.page(peer.open().callback(LabAuthPeer.REFUSED)));
    }

    /** A program that has the result and stops the listener, while the page is still on its way. */
    static String closedAtOnce(Peer peer) throws IOException {
        int length = Outcomes.page(peer.open().callback("c0de")).body().length();
        int whole = 0;
        for (int i = 0; i < CLOSED_AT_ONCE; i++) {
            Login login = peer.open();
            // A sign-in that fails by itself, as msal4j's does now and then, is judged by its page too.
            CompletableFuture<Boolean> ended = CompletableFuture.runAsync(() -> takeAndClose(login), Outcomes.DAEMONS)
                    .handle((done, failure) -> failure == null);
            Answer page = Outcomes.page(login.callback("c0de"));
            whole += page.status() == 200 && page.body().length() == length ? 1 : 0;
            ended.join();
        }
        String counted = whole + " of " + CLOSED_AT_ONCE;
        return whole == CLOSED_AT_ONCE ? counted : "**" + counted + "**";
    }

    private static void takeAndClose(Login login) {
        try (login) {
            login.await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String headers(Peer peer) throws IOException {
        Answer page = Outcomes.page(peer.open().callback("c0de"));
        long present = SECURITY_HEADERS.stream()
                .filter(name -> !page.header(name).isEmpty())
                .count();
        return present + " of " + SECURITY_HEADERS.size();
    }

    /** The first sentence of the page's text. */
    private static String said(Answer page) {
        String text = page.body()
                .replaceAll("(?s)<(style|head|title).*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return "“" + text.substring(0, Math.min(text.length(), 60)) + "” (" + page.status() + ")";
    }
}

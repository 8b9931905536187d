package io.labauth.benchmarks;

import java.io.IOException;
import java.util.List;

/** What the person's browser is shown. */
final class Pages {
    private static final List<String> SECURITY_HEADERS =
            List.of("content-security-policy", "cache-control", "referrer-policy", "x-content-type-options");

    private Pages() {}

    static String script(Peer peer) throws IOException {
        Request callback = peer.open().callback("c0de&error=%3Cscript%3Ealert(1)%3C%2Fscript%3E&error_description=d");
        Answer page = Outcomes.page(callback);
        return page.body().contains("<script>alert(1)") ? "**echoed as HTML**" : "not echoed; " + said(page);
    }

    static String refusedCode(Peer peer) throws IOException {
        return said(Outcomes.page(peer.open().callback(LabAuthPeer.REFUSED)));
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

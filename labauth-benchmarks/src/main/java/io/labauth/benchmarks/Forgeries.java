package io.labauth.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests that are not the callback, or not as it should be. */
final class Forgeries {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "HEAD", "TRACE");

    private Forgeries() {}

    static String forgedFirst(Peer peer) throws IOException {
        Login login = peer.open();
        CompletableFuture<String> waiting = Outcomes.awaiting(login);
        Answer answer = Outcomes.page(login.forged("forged"));
        Answer genuine = Outcomes.page(login.callback("genuine"));
        String result = waiting.join();
        if (result.equals("forged")) {
            return "**accepted**";
        }
        return result.equals("genuine")
                ? "refused (" + answer.status() + "), login alive"
                : "answered " + answer.status() + ", **login dead** (" + describe(genuine) + " to the genuine one)";
    }

    /** As a browser asks for it that was sent to the port before. */
    static String faviconFirst(Peer peer) throws IOException {
        Login login = peer.open();
        CompletableFuture<String> waiting = Outcomes.awaiting(login);
        int port = login.callback("c0de").port();
        Answer icon = Outcomes.page(Request.get(URI.create("http://127.0.0.1:" + port + "/favicon.ico")));
        Outcomes.page(login.callback("c0de"));
        boolean alive = waiting.join().equals("c0de");
        return "answered " + icon.status() + (alive ? ", login alive" : ", **login dead**");
    }

    static String otherMethods(Peer peer) throws IOException {
        List<String> completing = new ArrayList<>();
        String own = peer.open().callback("c0de").method();
        for (String method : METHODS) {
            Login login = peer.open();
            Outcomes.page(login.callback("c0de").withMethod(method));
            if (!method.equals(own) && Outcomes.result(login).equals("c0de")) {
                completing.add(method);
            }
        }
        return completing.isEmpty() ? "none" : "**" + String.join(", ", completing) + "**";
    }

    static String foreignHost(Peer peer) throws IOException {
        Login login = peer.open();
        Request callback = login.callback("c0de");
        Answer answer = Outcomes.page(callback.withHost("evil.example:" + callback.port()));
        return Outcomes.result(login).equals("c0de") ? "**accepted**" : "refused (" + answer.status() + ")";
    }

    static String second(Peer peer) throws IOException {
        Login login = peer.open();
        Outcomes.page(login.callback("first"));
        Answer second = Outcomes.page(login.callback("second"));
        String result = Outcomes.result(login);
        return result.equals("second") ? "**overwrites the first**" : describe(second) + ", the " + result + " counts";
    }

    static String reservedCharacters(Peer peer) throws IOException {
        Login login = peer.open();
        Outcomes.page(login.callback("a%26b%3Dc%2Bd"));
        String result = Outcomes.result(login);
        return result.equals("a&b=c+d") ? "exact" : "**cut**: `" + result + "`";
    }

    private static String describe(Answer answer) {
        return answer.status() == 0 ? "no answer" : String.valueOf(answer.status());
    }
}

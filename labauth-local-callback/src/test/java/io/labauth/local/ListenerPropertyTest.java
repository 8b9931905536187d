package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.CallbackRejectedException;
import io.labauth.LoginException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Whatever knocks, in whatever order and however much of it at once: one exchange, for the first that brought a code. */
class ListenerPropertyTest {
    private static final ExecutorService KNOCKING = Executors.newFixedThreadPool(3);

    /** Something that happens to a listener. */
    enum Event {
        CALLBACK("?code=Ada"),
        SUBMIT(null),
        CLOSE(null),
        PAGE(""),
        WITHOUT_CODE("?state=x"),
        TWO_CODES("?code=Eve&code=Ada"),
        BROKEN("?code=%zz"),
        OTHER_PATH("/x?code=Eve"),
        OTHER_HOST("?code=Eve"),
        OTHER_METHOD("?code=Eve"),
        PREFETCH("?code=Eve"),
        HALF("?code=Eve");

        private final String query;

        Event(String query) {
            this.query = query;
        }

        boolean bringsTheCode() {
            return this == CALLBACK || this == SUBMIT;
        }
    }

    @AfterContainer
    static void stop() {
        KNOCKING.shutdown();
    }

    @Property(tries = 200)
    void oneAfterTheOther_theFirstThatEndsItDecides(@ForAll @Size(min = 1, max = 10) List<Event> events)
            throws IOException {
        Optional<Event> ending = events.stream()
                .filter(event -> event.bringsTheCode() || event == Event.CLOSE)
                .findFirst();
        try (Listener listener = new Listener()) {
            for (Event event : events) {
                listener.happen(event);
            }

            if (ending.isEmpty()) {
                assertThat(listener.result).isNotDone();
                assertThat(listener.happen(Event.CALLBACK)).startsWith("HTTP/1.1 303 ");
            }
            listener.happen(Event.PAGE);
            boolean signedIn = ending.map(Event::bringsTheCode).orElse(true);
            assertThat(listener.outcome()).isEqualTo(signedIn ? "Ada" : "CANCELLED");
            assertThat(listener.provider.exchanges()).isEqualTo(signedIn ? 1 : 0);
        }
    }

    @Property(tries = 100)
    void atOnce_oneExchangeAtMost(@ForAll @Size(min = 3, max = 12) List<Event> events) throws Exception {
        boolean broughtTheCode = events.stream().anyMatch(Event::bringsTheCode);
        try (Listener listener = new Listener()) {
            List<Future<String>> answers = events.stream()
                    .map(event -> KNOCKING.submit(() -> listener.happen(event)))
                    .toList();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).doesNotContain("Eve").doesNotStartWith("HTTP/1.1 5");
            }
            listener.happen(Event.PAGE);

            assertThat(listener.provider.exchanges()).isLessThanOrEqualTo(broughtTheCode ? 1 : 0);
            listener.happen(Event.CLOSE);
            assertThat(listener.outcome()).isIn("Ada", "CANCELLED");
            if (broughtTheCode && !events.contains(Event.CLOSE)) {
                assertThat(listener.outcome()).isEqualTo("Ada");
            }
        }
    }

    /** One that waits for a callback. */
    private static final class Listener implements AutoCloseable {
        private final StubProvider provider = new StubProvider();
        private final CallbackCollector<String> collector =
                LocalLogin.with(provider).open();
        private final URI uri = collector.callbackUri();
        private final CompletableFuture<String> result = collector.completion().toCompletableFuture();
        private volatile @Nullable URI page;

        /** What is answered; nothing, if nobody listens any more. */
        String happen(Event event) throws IOException {
            try {
                return switch (event) {
                    case SUBMIT -> submit();
                    case PAGE -> page == null ? send("GET", "", uri.getRawAuthority(), "") : RawHttp.get(page, "");
                    case CLOSE -> closed();
                    case OTHER_HOST -> send("GET", event.query, "evil.example", "");
                    case OTHER_METHOD -> send("POST", event.query, uri.getRawAuthority(), "Content-Length: 0\r\n");
                    case PREFETCH -> send("GET", event.query, uri.getRawAuthority(), "Sec-Purpose: prefetch\r\n");
                    case HALF -> half(event.query);
                    default -> send("GET", event.query, uri.getRawAuthority(), "");
                };
            } catch (SocketException e) {
                return "";
            }
        }

        String outcome() {
            try {
                return result.join();
            } catch (CompletionException e) {
                return ((LoginException) e.getCause()).reason().name();
            }
        }

        @Override
        public void close() {
            collector.close();
        }

        private String send(String method, String query, String host, String header) throws IOException {
            String answer = RawHttp.send(
                    uri,
                    method + " " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + host + "\r\n" + header
                            + "Connection: close\r\n\r\n");
            page = answer.startsWith("HTTP/1.1 303 ") ? RawHttp.location(answer) : page;
            return answer;
        }

        private String half(String query) throws IOException {
            try (Socket socket = RawHttp.connect(uri)) {
                String begun = "GET " + uri.getRawPath() + query;
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                return "";
            }
        }

        private String submit() {
            try {
                collector.submit(uri + "?code=Ada");
            } catch (CallbackRejectedException e) {
                return "rejected";
            }
            return "";
        }

        private String closed() {
            collector.close();
            return "";
        }
    }
}

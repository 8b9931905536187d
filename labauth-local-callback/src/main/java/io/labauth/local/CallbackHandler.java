package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets exactly one thing through to the login: a GET by navigation, for our host and our path, with a well-formed query. Who brought it
 * is led to the page that says what came of it, at an address that nobody else knows. All else is refused and changes nothing.
 */
final class CallbackHandler implements HttpHandler {
    private static final HttpString SEC_FETCH_MODE = new HttpString("Sec-Fetch-Mode");
    private static final HttpString SEC_FETCH_DEST = new HttpString("Sec-Fetch-Dest");
    private static final HttpString SEC_PURPOSE = new HttpString("Sec-Purpose");
    private static final HttpString PURPOSE = new HttpString("Purpose");

    private final CallbackAddress address;
    private final Attempt<?> attempt;
    private final Function<Outcome, String> pages;
    private volatile @Nullable Outcome outcome;

    CallbackHandler(CallbackAddress address, Attempt<?> attempt, Function<Outcome, String> pages) {
        this.address = address;
        this.attempt = attempt;
        this.pages = pages;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Outcome shown = address.isPage(exchange) ? outcome : null;
        Optional<Refusal> refusal = refusal(exchange, shown != null);
        String query = exchange.getQueryString();
        forgetTarget(exchange);
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
        } else if (shown != null) {
            showOutcome(exchange, shown);
        } else {
            exchange.dispatch(() -> take(exchange, query));
        }
    }

    private Optional<Refusal> refusal(HttpServerExchange exchange, boolean page) {
        if (!address.isOurHost(exchange)) {
            return Optional.of(Refusal.WRONG_HOST);
        }
        if (!page && !address.isCallback(exchange)) {
            return Optional.of(Refusal.NOT_FOUND);
        }
        // As text: HttpString takes upper and lower case for the same, the protocol does not.
        if (!exchange.getRequestMethod().toString().equals(Methods.GET_STRING)) {
            return Optional.of(Refusal.NOT_GET);
        }
        return isNavigation(exchange.getRequestHeaders()) ? Optional.empty() : Optional.of(Refusal.NOT_NAVIGATION);
    }

    /** Browsers say what a request is for; programs that are none say nothing, and are let through. */
    private static boolean isNavigation(HeaderMap headers) {
        return isAbsentOr(headers, SEC_FETCH_MODE, "navigate")
                && isAbsentOr(headers, SEC_FETCH_DEST, "document")
                && !headers.contains(SEC_PURPOSE)
                && !headers.contains(PURPOSE);
    }

    private static boolean isAbsentOr(HeaderMap headers, HttpString name, String value) {
        return !headers.contains(name) || value.equals(headers.getFirst(name));
    }

    /** From here on Undertow may log the exchange: its path and query are secrets. */
    private static void forgetTarget(HttpServerExchange exchange) {
        exchange.setRequestURI("/").setRequestPath("/").setRelativePath("/").setQueryString("");
        exchange.getQueryParameters().clear();
    }

    private void take(HttpServerExchange exchange, String query) {
        try {
            outcome = attempt.offer(Callback.parse(query));
            redirectToPage(exchange);
        } catch (CallbackRejectedException e) {
            refuse(exchange, attempt.isWaiting() ? Refusal.REJECTED : Refusal.TOO_LATE);
        }
    }

    /** Away from the query: no code stays in the address bar or is sent again by a reload. */
    private void redirectToPage(HttpServerExchange exchange) {
        Page.secure(exchange.setStatusCode(StatusCodes.SEE_OTHER).getResponseHeaders())
                .put(Headers.LOCATION, address.pageUri().toString());
        exchange.endExchange();
    }

    private void showOutcome(HttpServerExchange exchange, Outcome shown) {
        exchange.addExchangeCompleteListener((completed, next) -> {
            next.proceed();
            attempt.show();
        });
        Page.send(exchange, StatusCodes.OK, pages.apply(shown));
    }

    private void refuse(HttpServerExchange exchange, Refusal refusal) {
        if (refusal == Refusal.NOT_GET) {
            exchange.getResponseHeaders().put(Headers.ALLOW, Methods.GET_STRING);
        }
        Page.send(exchange, refusal.status(), pages.apply(refusal.outcome()));
    }
}

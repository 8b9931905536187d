package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets exactly one thing through to the login: a GET by navigation, for our host and our path, with a well-formed query. All else is
 * refused and changes nothing.
 */
final class CallbackHandler<U> implements HttpHandler {
    private static final HttpString SEC_FETCH_MODE = new HttpString("Sec-Fetch-Mode");
    private static final HttpString SEC_FETCH_DEST = new HttpString("Sec-Fetch-Dest");
    private static final HttpString SEC_PURPOSE = new HttpString("Sec-Purpose");
    private static final HttpString PURPOSE = new HttpString("Purpose");

    private final String authority;
    private final String path;
    private final Attempt<U> attempt;
    private volatile @Nullable Outcome outcome;

    CallbackHandler(URI callbackUri, Attempt<U> attempt) {
        this.authority = callbackUri.getRawAuthority();
        this.path = callbackUri.getRawPath();
        this.attempt = attempt;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Optional<Refusal> refusal = refusal(exchange);
        String query = exchange.getQueryString();
        forgetTarget(exchange);
        if (refusal.isPresent()) {
            Page.refused(exchange, refusal.get());
        } else if (query.isEmpty() && outcome != null) {
            showOutcome(exchange, outcome);
        } else {
            exchange.dispatch(() -> take(exchange, query));
        }
    }

    /** From here on Undertow may log the exchange: its path and query are secrets. */
    private static void forgetTarget(HttpServerExchange exchange) {
        exchange.setRequestURI("/").setRequestPath("/").setRelativePath("/").setQueryString("");
        exchange.getQueryParameters().clear();
    }

    private Optional<Refusal> refusal(HttpServerExchange exchange) {
        if (!isOurHost(exchange)) {
            return Optional.of(Refusal.WRONG_HOST);
        }
        if (!ConstantTime.equal(path, rawPath(exchange))) {
            return Optional.of(Refusal.NOT_FOUND);
        }
        // As text: HttpString takes upper and lower case for the same, the protocol does not.
        if (!exchange.getRequestMethod().toString().equals(Methods.GET_STRING)) {
            return Optional.of(Refusal.NOT_GET);
        }
        if (!isNavigation(exchange.getRequestHeaders())) {
            return Optional.of(Refusal.NOT_NAVIGATION);
        }
        return Optional.empty();
    }

    /** Against DNS rebinding: a page of a foreign name that resolves to this machine sends its own name. */
    private boolean isOurHost(HttpServerExchange exchange) {
        HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
        boolean ours = hosts != null && hosts.size() == 1 && hosts.getFirst().equalsIgnoreCase(authority);
        return ours
                && (!exchange.isHostIncludedInRequestURI()
                        || exchange.getRequestURI().startsWith(origin()));
    }

    private String rawPath(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        return exchange.isHostIncludedInRequestURI() ? uri.substring(origin().length() - 1) : uri;
    }

    private String origin() {
        return "http://" + authority + "/";
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

    private void take(HttpServerExchange exchange, String query) {
        try {
            outcome = attempt.offer(Callback.parse(query));
            attempt.showAfterGrace();
            redirectToCleanAddress(exchange);
        } catch (CallbackRejectedException e) {
            Page.refused(exchange, attempt.isWaiting() ? Refusal.REJECTED : Refusal.TOO_LATE);
        }
    }

    /** The same path without the query: no code stays in the address bar or is sent again by a reload. */
    private void redirectToCleanAddress(HttpServerExchange exchange) {
        Page.secure(exchange.setStatusCode(StatusCodes.SEE_OTHER).getResponseHeaders());
        exchange.getResponseHeaders().put(Headers.LOCATION, path);
        exchange.endExchange();
    }

    private void showOutcome(HttpServerExchange exchange, Outcome shown) {
        exchange.addExchangeCompleteListener((completed, next) -> {
            next.proceed();
            attempt.show();
        });
        Page.outcome(exchange, shown);
    }
}

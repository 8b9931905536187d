package io.labauth.benchmarks.web;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;

/** A service that knows one person and answers at once: OAuth 2.0's token and user-info endpoints, and LabArchives' exchange. */
public final class StubService {
    private static final String TOKEN =
            "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"profile\"}";
    private static final String USER_INFO = "{\"sub\":\"ada\",\"name\":\"Ada Brandt\",\"email\":\"ada@example.org\"}";
    private static final String USERS = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><users><id>285489257Ho's7^Rt4</id>"
            + "<fullname>Ada Brandt</fullname><email>ada@example.org</email><notebooks type=\"array\"><notebook><id>MS4</id>"
            + "<name>Optics</name><is-default type=\"boolean\">true</is-default></notebook></notebooks></users>";

    private StubService() {}

    /**
     * Serves until the process is ended.
     *
     * @param args none
     */
    public static void main(String[] args) {
        HttpHandler handler = exchange -> {
            switch (exchange.getRequestPath()) {
                case "/token" -> answer(exchange, "application/json", TOKEN);
                case "/userinfo" -> answer(exchange, "application/json", USER_INFO);
                case "/api/users/user_access_info" -> answer(exchange, "application/xml", USERS);
                default -> exchange.setStatusCode(404);
            }
        };
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", handler)
                .setIoThreads(1)
                .build();
        server.start();
        System.out.println(
                "ready " + ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    }

    private static void answer(HttpServerExchange exchange, String type, String body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(body);
    }
}

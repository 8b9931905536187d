package io.labauth.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;

/** WireMock on 127.0.0.1, which logs nothing, keeps nothing, and leaves every answer to one transformer. */
final class LoopbackServer {
    private static final String ADDRESS = "127.0.0.1";

    private LoopbackServer() {}

    /** Starts on the port, or on a free one when it is 0. */
    static WireMockServer start(int port, ResponseDefinitionTransformerV2 everything) {
        WireMockServer server = new WireMockServer(configuration(port, everything));
        try {
            server.start();
        } catch (FatalStartupException e) {
            throw new IllegalStateException("Port " + port + " of " + ADDRESS + " cannot be used; is it taken?", e);
        }
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        return server;
    }

    static String origin(WireMockServer server) {
        return "http://" + ADDRESS + ":" + server.port();
    }

    private static WireMockConfiguration configuration(int port, ResponseDefinitionTransformerV2 everything) {
        return WireMockConfiguration.options()
                .bindAddress(ADDRESS)
                .port(port)
                .extensions(everything)
                // The administration page would show requests, and with them codes, to whoever asks.
                .adminAuthenticator(request -> false)
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .notifier(new Silence());
    }

    private static final class Silence implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable cause) {}
    }
}

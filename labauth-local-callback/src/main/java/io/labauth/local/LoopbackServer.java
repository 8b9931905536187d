package io.labauth.local;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/** A bound port on the loopback address; takes connections once it has a handler. */
final class LoopbackServer {
    /** Every limit that Undertow has against what a stranger may send, or not send. */
    private static final OptionMap LIMITS = OptionMap.builder()
            .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, 8_000)
            .set(UndertowOptions.NO_REQUEST_TIMEOUT, 8_000)
            .set(UndertowOptions.IDLE_TIMEOUT, 60_000)
            .set(UndertowOptions.MAX_HEADER_SIZE, 32 * 1024)
            .set(UndertowOptions.MAX_HEADERS, 100)
            .set(UndertowOptions.MAX_PARAMETERS, 64)
            .set(UndertowOptions.MAX_COOKIES, 100)
            .set(UndertowOptions.MAX_ENTITY_SIZE, 1L)
            .set(UndertowOptions.DECODE_URL, false)
            .set(UndertowOptions.ENABLE_HTTP2, false)
            .getMap();

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final HttpOpenListener listener;
    private final AcceptingChannel<StreamConnection> channel;

    private LoopbackServer(HttpOpenListener listener, AcceptingChannel<StreamConnection> channel) {
        this.listener = listener;
        this.channel = channel;
    }

    static LoopbackServer bind(int port) {
        HttpOpenListener listener = new HttpOpenListener(SharedWorker.buffers(), LIMITS);
        OptionMap socket = OptionMap.builder()
                // On Windows the same option would let another program take the port over.
                .set(Options.REUSE_ADDRESSES, !WINDOWS)
                .set(Options.TCP_NODELAY, true)
                .set(Options.BACKLOG, 1024)
                .getMap();
        try {
            return new LoopbackServer(
                    listener,
                    SharedWorker.worker()
                            .createStreamConnectionServer(
                                    new InetSocketAddress(loopback(), port),
                                    ChannelListeners.openListenerAdapter(listener),
                                    socket));
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port + " on 127.0.0.1 is taken or not permitted."
                            + " Choose another with port(…), or leave it out to let the system choose.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("This machine does not let programs listen on 127.0.0.1.", e);
        }
    }

    /** The address of a path on this server. */
    URI uri(String path) {
        InetSocketAddress address = channel.getLocalAddress(InetSocketAddress.class);
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
    }

    void serve(HttpHandler handler) {
        listener.setRootHandler(handler);
        channel.resumeAccepts();
    }

    /**
     * Frees the port and closes what is connected; returns when that is done. Safe to repeat. On the channel's own thread, since one that is
     * closed amid its accepting complains in the log.
     */
    void close() {
        CompletableFuture.runAsync(() -> IoUtils.safeClose(channel), channel.getIoThread())
                .join();
        listener.closeConnections();
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}

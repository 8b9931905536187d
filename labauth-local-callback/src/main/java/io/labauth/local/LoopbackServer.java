package io.labauth.local;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    private static final OptionMap SOCKET = OptionMap.builder()
            // On Windows the same option would let another program take the port over.
            .set(Options.REUSE_ADDRESSES, !Surroundings.ofThisProcess().isWindows())
            .set(Options.TCP_NODELAY, true)
            .set(Options.BACKLOG, 1024)
            .getMap();

    private final HttpOpenListener listener;
    private final AcceptingChannel<StreamConnection> channel;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

    private LoopbackServer(HttpOpenListener listener, AcceptingChannel<StreamConnection> channel) {
        this.listener = listener;
        this.channel = channel;
    }

    /** Binds the first of the ports that is free; the binding itself is the test. */
    static LoopbackServer bind(int... ports) {
        return bind(loopback(), ports);
    }

    static LoopbackServer bind(InetAddress address, int... ports) {
        return IntStream.of(ports)
                .mapToObj(port -> bind(new InetSocketAddress(address, port)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Port "
                        + IntStream.of(ports).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + " on "
                        + address.getHostAddress()
                        + ": taken or not permitted. Choose another with port(…), or leave it"
                        + " out to let the system choose."));
    }

    private static Optional<LoopbackServer> bind(InetSocketAddress address) {
        HttpOpenListener listener = new HttpOpenListener(SharedWorker.buffers(), LIMITS);
        try {
            return Optional.of(new LoopbackServer(
                    listener,
                    SharedWorker.worker()
                            .createStreamConnectionServer(address, channel -> accept(channel, listener), SOCKET)));
        } catch (BindException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("This machine does not let programs listen on " + address + ".", e);
        }
    }

    /** As XNIO's own adapter, which complains in the log of a connection that comes while the port is freed. */
    private static void accept(AcceptingChannel<StreamConnection> channel, HttpOpenListener listener) {
        try {
            StreamConnection connection = channel.accept();
            if (connection != null) {
                ChannelListeners.invokeChannelListener(connection, listener);
            }
        } catch (ClosedChannelException e) {
            // Freed meanwhile: whoever connected is told so by the system.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bound address, ending in a slash. */
    URI uri() {
        InetSocketAddress address = channel.getLocalAddress(InetSocketAddress.class);
        String host = address.getAddress() instanceof Inet6Address
                ? "[::1]"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + host + ":" + address.getPort() + "/");
    }

    void serve(HttpHandler handler) {
        listener.setRootHandler(handler);
        channel.resumeAccepts();
    }

    /**
     * Frees the port and closes what is connected, once; on the channel's own thread, since one that is closed amid its accepting complains in
     * the log.
     *
     * @return completes, on that thread, when it is done
     */
    CompletableFuture<@Nullable Void> close() {
        if (closing.compareAndSet(false, true)) {
            channel.getIoThread().execute(this::closeNow);
        }
        return closed;
    }

    private void closeNow() {
        IoUtils.safeClose(channel);
        listener.closeConnections();
        closed.complete(null);
    }

    /** {@code 127.0.0.1}, or {@code ::1} on a machine that has no other. */
    private static InetAddress loopback() {
        try {
            InetAddress ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            byte[] ipv6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
            return NetworkInterface.getByInetAddress(ipv4) == null ? InetAddress.getByAddress(ipv6) : ipv4;
        } catch (IOException e) {
            throw new IllegalStateException("This machine does not tell its network interfaces.", e);
        }
    }
}

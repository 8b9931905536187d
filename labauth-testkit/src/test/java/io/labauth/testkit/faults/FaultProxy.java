package io.labauth.testkit.faults;

import io.labauth.testkit.faults.NetworkFault.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a service on this machine, and does to its bytes what it is told. It sees bytes, not HTTP. */
final class FaultProxy implements AutoCloseable {
    private final URI service;
    private final ServerSocket listener;
    private final NetworkFault fault;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Side, AtomicInteger> passed = new EnumMap<>(Side.class);
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    private volatile boolean hasStruck;

    private FaultProxy(URI service, NetworkFault fault) throws IOException {
        this.service = service;
        this.fault = fault;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        for (Side side : Side.values()) {
            passed.put(side, new AtomicInteger());
        }
    }

    static FaultProxy before(URI service, NetworkFault fault) {
        try {
            FaultProxy proxy = new FaultProxy(service, fault);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service's address by way of the proxy. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort()
                + (service.getRawPath() == null ? "" : service.getRawPath()));
    }

    /** How many bytes have come from that side on all connections. */
    int passed(Side side) {
        return passed.get(side).get();
    }

    /** All that clients have sent. */
    String requests() {
        return requests.toString(StandardCharsets.ISO_8859_1);
    }

    boolean hasStruck() {
        return hasStruck;
    }

    @Override
    public void close() {
        closed.countDown();
        sockets.forEach(FaultProxy::close);
        close(listener);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                Socket upstream = new Socket(service.getHost(), service.getPort());
                sockets.add(upstream);
                start(() -> pass(Side.REQUEST, client, upstream));
                start(() -> pass(Side.ANSWER, upstream, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pass(Side side, Socket from, Socket to) {
        try {
            pass(side, from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Side side, InputStream in, OutputStream out) throws IOException, InterruptedException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (side == Side.REQUEST) {
                requests.write(buffer, 0, read);
            }
            int before = fault.offset() - passed.get(side).getAndAdd(read);
            if (side != fault.side() || before < 0 || before >= read) {
                out.write(buffer, 0, read);
            } else {
                out.write(buffer, 0, before);
                seen.write(buffer, 0, before);
                hasStruck = true;
                if (!survives(out, seen.toByteArray(), buffer, before)) {
                    return;
                }
                out.write(buffer, before, read - before);
            }
            seen.write(buffer, 0, read);
        }
    }

    /** Whether the connection goes on after the fault. */
    private boolean survives(OutputStream out, byte[] seen, byte[] buffer, int next)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case RESET -> throw new IOException("reset");
            case TRUNCATE -> {
                return false;
            }
            case REPEAT -> out.write(seen);
            case CORRUPT -> buffer[next] ^= 4;
            case PAUSE -> closed.await(20, TimeUnit.MILLISECONDS);
            case STALL -> closed.await();
        }
        return true;
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already: the other direction was first.
            return;
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

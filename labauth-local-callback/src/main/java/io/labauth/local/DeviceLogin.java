package io.labauth.local;

import io.labauth.DeviceCode;
import io.labauth.DeviceLoginProvider;
import io.labauth.LabAuthException;
import io.labauth.LoginException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A sign-in for a terminal on a machine without a browser: prints a code and where to enter it on any other device, as a QR code too, and
 * waits.
 *
 * <pre>{@code
 * OAuth2Session session = DeviceLogin.with(provider).signIn();
 * }</pre>
 *
 * <p>The settings come first, by one thread; after that any thread may call {@link #signIn}, and each call is a login of its own. It need not
 * be closed; to close it is how another thread ends the wait.
 *
 * @param <U> the signed-in user
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceLogin<U> implements AutoCloseable {
    private final DeviceLoginProvider<U> provider;
    private final Waits waits = new Waits();
    private PrintStream output = Surroundings.ofThisProcess().isNotebook() ? System.out : System.err;
    private boolean qrCode = true;
    private Duration timeout = ChronoUnit.FOREVER.getDuration();

    private DeviceLogin(DeviceLoginProvider<U> provider) {
        this.provider = Objects.requireNonNull(provider);
    }

    /**
     * A login at a service that offers the sign-in on another device.
     *
     * @param provider the service, for instance an {@code OAuth2Provider}
     * @param <U> the signed-in user
     * @return the login, not begun
     */
    public static <U> DeviceLogin<U> with(DeviceLoginProvider<U> provider) {
        return new DeviceLogin<>(provider);
    }

    /**
     * Prints elsewhere than on the standard error.
     *
     * @param output used by {@link #signIn()}
     * @return this
     */
    public DeviceLogin<U> output(PrintStream output) {
        this.output = output;
        return this;
    }

    /**
     * Prints a QR code, as without this setting, or leaves it out.
     *
     * @param printed whether to
     * @return this
     */
    public DeviceLogin<U> qrCode(boolean printed) {
        this.qrCode = printed;
        return this;
    }

    /**
     * Waits for a shorter time than the code is good for.
     *
     * @param timeout how long {@link #signIn()} takes at most, more than zero
     * @return this
     * @throws IllegalArgumentException if the time is zero or negative
     */
    public DeviceLogin<U> timeout(Duration timeout) {
        this.timeout = CallbackCollector.positive(timeout);
        return this;
    }

    /**
     * Signs the person in: prints the code, and waits until it is confirmed. {@link #close()} ends the wait, as does an interrupt of the thread.
     *
     * @return the signed-in user
     * @throws LoginException if the person refused, the code expired, the time was over, this was closed, or the thread was interrupted, which then stays set
     * @throws LabAuthException of another kind if the service failed
     * @throws IllegalStateException if the service offers no sign-in on another device
     */
    public U signIn() {
        return waits.during(timeout, () -> provider.signInOnDevice(this::print));
    }

    /** Ends every wait as {@link LoginException.Reason#CANCELLED}, from any thread; no other begins. */
    @Override
    public void close() {
        waits.end();
    }

    @Override
    public String toString() {
        return "DeviceLogin[" + provider.serviceName() + "]";
    }

    private void print(DeviceCode code) {
        output.println("To sign in to " + provider.serviceName() + ", open this address on any device:\n\n  "
                + code.verificationUri().toASCIIString() + "\n\nand enter this code, if it is not there already:\n\n  "
                + code.userCode()
                + "\n");
        URI address = code.verificationUriComplete().orElse(code.verificationUri());
        if (qrCode) {
            QrCode.fitting(address).ifPresent(output::println);
        }
        Duration longest = timeout.compareTo(code.validity()) < 0 ? timeout : code.validity();
        output.println("Waiting for you, at most " + Invitation.text(longest) + " …");
        output.flush();
    }
}

package io.labauth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to sign in on another device than the one that the program runs on (RFC 8628, section 3.2).
 *
 * @param userCode the code that the person enters, for instance {@code WDJB-MJHT}
 * @param verificationUri where the person enters it
 * @param completeUri the same address with the code in it, for a QR code; null if the service gave none
 * @param validity how long the code is good for
 */
public record DeviceCode(
        String userCode, URI verificationUri, @Nullable URI completeUri, Duration validity) {
    /**
     * The address with the code in it, where there is one.
     *
     * @return good for a QR code or a link
     */
    public Optional<URI> verificationUriComplete() {
        return Optional.ofNullable(completeUri);
    }

    /** {@inheritDoc} Without the code: whoever reads it in a log could lure the person into confirming it. */
    @Override
    public String toString() {
        return "DeviceCode[validity=" + validity + "]";
    }
}

package io.labauth.local;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import java.net.URI;
import java.net.URISyntaxException;

/** An address that a person copied from the browser's address bar. */
final class PastedAddress {
    private PastedAddress() {}

    static Callback callback(String text, URI callbackUri) {
        URI address = parse(text.strip());
        boolean same = address.getRawPath() != null
                && callbackUri.getScheme().equalsIgnoreCase(address.getScheme())
                && callbackUri.getRawAuthority().equalsIgnoreCase(address.getRawAuthority())
                && ConstantTime.equal(callbackUri.getRawPath(), address.getRawPath());
        if (!same) {
            throw new CallbackRejectedException("This is not the address that this login waits for; copy the whole"
                    + " address from the browser after the sign-in.");
        }
        return Callback.parse(address.getRawQuery());
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new CallbackRejectedException("This is not an address; copy the whole of it from the browser.");
        }
    }
}

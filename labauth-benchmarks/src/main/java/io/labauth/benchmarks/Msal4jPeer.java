package io.labauth.benchmarks;

import com.microsoft.aad.msal4j.InteractiveListener;
import java.net.URI;

/** The listener of msal4j alone, without what its application does before and after. */
final class Msal4jPeer implements Peer {
    static final String NAME = "msal4j";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Login open() {
        return new Listening(InteractiveListener.start());
    }

    /** It asks the service for {@code response_mode=form_post}: its callback is a POST. */
    private record Listening(InteractiveListener listener) implements Login {
        @Override
        public Request callback(String code) {
            return Request.post(URI.create("http://localhost:" + listener.port()), "code=" + code + "&state=any");
        }

        @Override
        public Request forged(String code) {
            return callback(code);
        }

        @Override
        public String await() {
            return listener.awaitCode();
        }

        @Override
        public void close() {
            listener.stop();
        }
    }
}

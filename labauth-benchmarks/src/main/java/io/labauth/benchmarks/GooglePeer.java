package io.labauth.benchmarks;

import com.google.api.client.extensions.jetty.auth.oauth2.LocalServerReceiver;
import java.io.IOException;
import java.net.URI;

/** {@code LocalServerReceiver} as its builder makes it. */
final class GooglePeer implements Peer {
    static final String NAME = "google-oauth-client-jetty";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Login open() throws IOException {
        LocalServerReceiver receiver = new LocalServerReceiver.Builder().build();
        return new Listening(receiver, URI.create(receiver.getRedirectUri()));
    }

    private record Listening(LocalServerReceiver receiver, URI redirectUri) implements Login {
        @Override
        public Request callback(String code) {
            return Request.get(URI.create(redirectUri + "?code=" + code));
        }

        @Override
        public Request forged(String code) {
            return callback(code);
        }

        @Override
        public String await() throws IOException {
            return receiver.waitForCode();
        }

        @Override
        public void close() throws IOException {
            receiver.stop();
        }
    }
}

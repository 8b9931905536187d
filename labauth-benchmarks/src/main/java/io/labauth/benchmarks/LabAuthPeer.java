package io.labauth.benchmarks;

import io.labauth.Callback;
import io.labauth.CallbackRejectedException;
import io.labauth.LoginException;
import io.labauth.LoginException.Reason;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import io.labauth.local.CallbackCollector;
import io.labauth.local.LocalLogin;
import java.net.URI;
import java.time.Instant;

/** Our listener, before a service that answers at once: everybody is let in, but for the code {@value #REFUSED}. */
final class LabAuthPeer implements Peer {
    static final String NAME = "labauth";
    static final String REFUSED = "refused";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Login open() {
        return new Listening(LocalLogin.with(new Service()).open());
    }

    private record Listening(CallbackCollector<String> collector) implements Login {
        @Override
        public Request callback(String code) {
            return Request.get(URI.create(collector.callbackUri() + "?code=" + code));
        }

        @Override
        public Request forged(String code) {
            return Request.get(collector.callbackUri().resolve("/callback/?code=" + code));
        }

        @Override
        public String await() {
            return collector.await();
        }

        @Override
        public void close() {
            collector.close();
        }
    }

    /** Binds the answer to the login by the path, as LabArchives without a state parameter must. */
    private static final class Service implements LoginProvider<String> {
        @Override
        public PendingLogin begin(URI callbackUri) {
            // Unknown to the forger, and no more: the random numbers of a real provider are not the listener's cost.
            URI bound = URI.create(callbackUri.toString().concat(Long.toHexString(System.nanoTime())));
            return new PendingLogin(bound, URI.create("https://service.example/sign-in"), Instant.EPOCH);
        }

        @Override
        public void check(PendingLogin pending, Callback callback) {
            code(callback);
        }

        @Override
        public String complete(PendingLogin pending, Callback callback) {
            String code = code(callback);
            if (code.equals(REFUSED) || callback.parameter("error").isPresent()) {
                throw new LoginException(Reason.DENIED, "The service said no.", null);
            }
            return code;
        }

        private static String code(Callback callback) {
            return callback.parameter("code").orElseThrow(() -> new CallbackRejectedException("No code."));
        }
    }
}

package io.labauth.oauth2;

import static io.labauth.oauth2.TestServer.CALLBACK;
import static io.labauth.oauth2.TestServer.callback;
import static io.labauth.oauth2.TestServer.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither a log at its finest level, nor an exception, nor a text of an object has a secret. */
@Timeout(30)
class NothingSecretTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingSecret_isLoggedOrThrownOrPrinted() {
        StringWriter everything = new StringWriter();
        server.metadata("userinfo_endpoint", server.at("/userinfo").toString());
        server.json("/userinfo", 200, Map.of("sub", "ada", "email", "ada@example.org"));
        OAuth2Provider provider =
                server.client().clientSecret(Secret.of("cl1ent-s3cret")).build();
        Log log = new Log();

        log.start();
        PendingLogin login = provider.begin(CALLBACK);
        server.tokensFor(login);
        OAuth2Session session = provider.complete(login, callback(login));
        everything.append(provider + " " + login + " " + session + " " + callback(login) + " " + session.save());
        print(catchThrowable(() -> provider.complete(login, Callback.parse("code=c0de&state=wr0ng"))), everything);
        print(
                catchThrowable(() -> provider.complete(login, Callback.parse("error=x&state=" + state(login)))),
                everything);
        server.json("/token", 400, Map.of("error", "invalid_grant", "error_description", "c0de " + state(login)));
        print(catchThrowable(() -> provider.complete(login, callback(login))), everything);
        print(catchThrowable(session::refresh), everything);
        server.answer("/token", TestServer.json(200, "{\"access_token\":\"at-s3cret\""));
        print(catchThrowable(session::refresh), everything);
        log.stop();

        List<String> secrets = List.of(
                "c0de",
                "wr0ng",
                "at-s3cret",
                "rt-s3cret",
                "cl1ent",
                "ada@example.org",
                state(login),
                login.secret("nonce").orElseThrow().reveal(),
                login.secret("code_verifier").orElseThrow().reveal());
        assertThat(log.text()).contains("sun.net");
        assertThat(everything + log.text()).doesNotContain(secrets);
    }

    private static void print(Throwable thrown, StringWriter to) {
        thrown.printStackTrace(new PrintWriter(to, true));
    }

    /** Everything that any logger of the process says, at the finest level. */
    private static final class Log extends Handler {
        private final Queue<String> text = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final Logger root = Logger.getLogger("");
        private final Level before = root.getLevel();

        void start() {
            root.setLevel(Level.ALL);
            root.addHandler(this);
            Logger.getLogger("sun.net.test").finest("The log works.");
        }

        void stop() {
            root.removeHandler(this);
            root.setLevel(before);
        }

        String text() {
            return String.join("", text);
        }

        @Override
        public void publish(LogRecord record) {
            text.add(record.getLoggerName() + " " + formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.ash.Ash;
import io.labauth.ashrlabs.AshrLabs;
import io.labauth.labkey.LabKey;
import java.text.MessageFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever logs everything still logs no key. */
@Timeout(30)
class NoKeyInTheLogTest {
    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Level usual = ROOT.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            Object[] parameters = entry.getParameters();
            logged.add(parameters == null ? entry.getMessage() : MessageFormat.format(entry.getMessage(), parameters));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void logEverything() {
        handler.setLevel(Level.ALL);
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.ALL);
    }

    @AfterEach
    void stopLogging() {
        ROOT.removeHandler(handler);
        ROOT.setLevel(usual);
    }

    @Test
    void everythingThatIsLogged_hasNoKeyInIt() {
        try (FakeLabKey labKey = FakeLabKey.start();
                FakeAsh ash = FakeAsh.start();
                FakeAshrLabs ashrLabs = FakeAshrLabs.start()) {
            String labKeys = labKey.issueKey(labKey.addUser("ada@example.org", "Ada"), "d");
            String ashrLabsKey = ashrLabs.issueKey("ci");

            LabKey client = LabKey.connect(labKey.baseUrl(), Secret.of(labKeys));
            String created = client.createApiKey("d").reveal();
            client.revoke(1);
            Shapes.failure(client::whoAmI);
            Ash.connect(ash.serverUrl(), Secret.of(ash.environmentKey())).keys();
            AshrLabs.builder(Secret.of(ashrLabsKey))
                    .baseUrl(ashrLabs.baseUrl())
                    .build()
                    .keys(true);

            Logger.getLogger("io.labauth").finest("the end");
            assertThat(logged)
                    .contains("the end")
                    .noneMatch(line -> line != null
                            && (line.contains(labKeys)
                                    || line.contains(created)
                                    || line.contains(ash.environmentKey())
                                    || line.contains(ashrLabsKey)));
        }
    }
}

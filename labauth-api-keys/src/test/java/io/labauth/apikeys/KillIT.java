package io.labauth.apikeys;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    @Test
    void processKilledAHundredTimes_losesNoKeyAndRevivesNone(@TempDir Path directory) throws Exception {
        Kills kills = new Kills(directory.resolve("keys"), System.nanoTime());

        for (int i = 0; i < 100; i++) {
            kills.cycle();
        }
    }
}

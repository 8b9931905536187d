package io.labauth.apikeys;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @Test
    @Timeout(120)
    void killedProcess_losesNoKeyAndRevivesNone(@TempDir Path directory) throws Exception {
        Kills kills = new Kills(directory.resolve("keys"), 7);

        for (int i = 0; i < 3; i++) {
            kills.cycle();
        }
    }
}

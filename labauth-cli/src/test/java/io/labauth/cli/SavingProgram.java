package io.labauth.cli;

import io.labauth.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Saves credentials one after the other, as a second process beside the test's own. */
final class SavingProgram {
    private SavingProgram() {}

    public static void main(String[] args) {
        save(Path.of(args[0]), args[1], Integer.parseInt(args[2]));
    }

    static void save(Path folder, String prefix, int count) {
        Credentials credentials = new Credentials(folder);
        for (int i = 0; i < count; i++) {
            credentials.save(credential(prefix + i));
        }
    }

    static SavedCredential credential(String name) {
        return credential(name, Service.ASH, "http://127.0.0.1:4100", "sesame");
    }

    static SavedCredential credential(String name, Service service, String address, String key) {
        return new SavedCredential(
                name, service, address, "", Instant.EPOCH, Map.of("id", "7"), Map.of("key", Secret.of(key)));
    }
}

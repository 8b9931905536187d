package io.labauth.sample.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.sample.Chromium;
import io.labauth.testkit.FakeLabArchives;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged sample behind a proxy that ends TLS, as in production, and a real browser with the cookies of that. */
@Timeout(240)
class HttpsIT {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void person_whoSignsInByHttps_hasCookiesThatAreBoundToTheHostAndSecure(@TempDir Path profile) {
        PackagedSample.prepare();
        int port = Server.freePort();
        try (FakeLabArchives labArchives = FakeLabArchives.start();
                NginxProxy proxy = NginxProxy.startWithTls(List.of(port));
                Chromium chromium = Chromium.start(profile)) {
            FakeLabArchives.demoUsers().forEach(labArchives::addUser);
            Node node = new Node("https-node", port, settings(labArchives, proxy));
            node.start(List.of(KEY));
            try {
                chromium.open(proxy.home().resolve("/login"));
                chromium.awaitTitle("Sign in – Fake LabArchives");
                chromium.click("button[value=sign-in]");

                chromium.awaitTitle("Mara Lindqvist");
                assertThat(chromium.address()).isEqualTo(proxy.home());
                assertThat(chromium.secureCookies()).hasSize(3).allMatch(name -> name.startsWith("__Host-"));
            } finally {
                node.stop();
            }
        }
    }

    private static Map<String, String> settings(FakeLabArchives labArchives, NginxProxy proxy) {
        Map<String, String> settings = new HashMap<>();
        settings.put("LABAUTH_WEB_BASEURL", proxy.home().toString());
        settings.put("API_URL", labArchives.apiUrl().toString());
        settings.put("ACCESS_KEYID", labArchives.accessKeyId());
        settings.put("ACCESS_PWD", labArchives.accessPassword());
        settings.put("LABAUTH_API_KEYS_ENABLED", "false");
        return settings;
    }
}

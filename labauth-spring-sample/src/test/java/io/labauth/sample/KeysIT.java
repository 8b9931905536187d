package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole story: a person makes a key in a real browser, a job uses it by a real curl, the person revokes it. */
@SampleTest
@Timeout(300)
class KeysIT {
    private final ApiKeys keys;
    private final URI home;
    private Chromium chromium;

    KeysIT(@Autowired ApiKeys keys, @LocalServerPort int port) {
        this.keys = keys;
        this.home = URI.create("http://localhost:" + port + "/");
    }

    @BeforeEach
    void startChromium(@TempDir Path profile) {
        keys.revokeAll();
        chromium = Chromium.start(profile);
    }

    @AfterEach
    void stopChromium() {
        chromium.close();
    }

    @Test
    void key_whenTheBrowserDoesNotCopy_isSelectedAndThePageSaysSo() {
        chromium.open(home.resolve("/login"));
        chromium.click("button[value=sign-in]");
        chromium.awaitTitle("Mara Lindqvist");
        chromium.open(home.resolve("/keys"));
        chromium.click("form.form button");
        chromium.awaitElement("#copy");
        chromium.script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");

        chromium.click("#copy");

        chromium.awaitText("#copy", "Not copied");
        check("keys-not-copied");
        chromium.awaitTrue("return getSelection().toString().trim() === document.getElementById('key').textContent");
    }

    @Test
    void administrator_revokesOneKeyAndAllOfAPerson_andIsAskedBefore() {
        chromium.open(home.resolve("/login"));
        chromium.click("button[value=sign-in]");
        chromium.awaitTitle("Mara Lindqvist");
        for (String note : List.of("nightly", "weekly")) {
            chromium.open(home.resolve("/keys"));
            chromium.type("#note", note);
            chromium.click("form.form button");
            chromium.awaitElement("#copy");
        }
        chromium.open(home.resolve("/admin/keys"));

        chromium.click("a[aria-label^=Revoke]");
        chromium.awaitTitle("Revoke a key");
        assertThat(chromium.text("main")).contains("It belongs to mara.lindqvist@example.org.");
        check("key-revoke-by-administrator");
        chromium.click(".button.danger");
        chromium.awaitTitle("Everybody’s keys");
        chromium.type("#owner", "mara.lindqvist@example.org");
        chromium.click(".button.danger");
        chromium.awaitTitle("Revoke all keys");
        assertThat(chromium.text("main")).contains("One key is active.");
        check("keys-revoke-all");
        chromium.click(".button.danger");

        chromium.awaitTitle("Everybody’s keys");
        assertThat(chromium.text("main")).contains("There are no keys.");
        chromium.open(home.resolve("/admin/keys?inactive=true"));
        assertThat(chromium.text("main")).contains("ended", "revoked 20");
        check("keys-of-everybody-ended");
    }

    @Test
    void key_madeInTheBrowser_worksForCurlUntilItIsRevoked() throws Exception {
        chromium.open(home.resolve("/login"));
        chromium.click("button[value=sign-in]");
        chromium.awaitTitle("Mara Lindqvist");
        chromium.click("a[href='/keys']");
        chromium.awaitTitle("API keys");
        check("keys-none");
        chromium.click("form.form button");
        String key = chromium.text("#key");
        check("keys-issued");
        chromium.click("#copy");
        chromium.awaitText("#copy", "Copied");
        chromium.paste("#note");
        assertThat(chromium.attribute("#note", "value")).isEqualTo(key);

        assertThat(curl(key)).startsWith("200").contains("Membrane proteins 2026");
        chromium.open(home.resolve("/keys"));
        assertThat(chromium.text("main")).contains(key.substring(0, 21)).doesNotContain(key);
        check("keys-listed");
        chromium.open(home.resolve("/admin/keys"));
        check("keys-of-everybody");

        chromium.open(home.resolve("/keys"));
        chromium.click("a[aria-label^=Revoke]");
        chromium.awaitTitle("Revoke a key");
        check("key-revoke");
        chromium.click(".button.danger");
        chromium.awaitTitle("API keys");
        assertThat(chromium.text("main")).contains("You have no keys.");
        assertThat(curl(key)).startsWith("401").contains("The key was revoked.");
    }

    private void check(String name) {
        chromium.photograph(name);
        assertThat(chromium.overflowsAt(360)).as(name + " is too wide").isFalse();
    }

    /** The key goes in by the standard input, where no list of processes shows it. */
    private String curl(String key) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(
                        "curl",
                        "--silent",
                        "--config",
                        "-",
                        "--write-out",
                        "\n%{http_code}",
                        home.resolve("/api/notebooks").toString())
                .redirectErrorStream(true)
                .start();
        curl.getOutputStream()
                .write("header = \"Authorization: Bearer %s\"\n".formatted(key).getBytes(StandardCharsets.UTF_8));
        curl.getOutputStream().close();
        String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(output).isZero();
        int last = output.lastIndexOf('\n');
        return output.substring(last + 1) + " " + output.substring(0, last);
    }
}

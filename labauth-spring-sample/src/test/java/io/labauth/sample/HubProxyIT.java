package io.labauth.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesUser;
import io.labauth.local.CallbackCollector;
import io.labauth.local.LocalLogin;
import io.labauth.testkit.FakeLabArchives;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program on a hub's machine signs a person in whose browser reaches it through the hub's proxy alone. */
class HubProxyIT {
    private final FakeLabArchives fake = FakeLabArchives.start();

    @BeforeEach
    void start() {
        FakeLabArchives.demoUsers().forEach(fake::addUser);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--log-level=info", "--no-include-prefix", "--change-origin"})
    void aCallbackThroughTheHubsProxy_signsIn(String option, @TempDir Path profile) throws Exception {
        int port = HubProxy.freePort();
        try (HubProxy proxy = HubProxy.start(List.of(option));
                Chromium person = Chromium.start(profile)) {
            URI base = proxy.route("/user/mara/proxy/" + port + "/", port);
            try (CallbackCollector<LabArchivesUser> login = LocalLogin.with(labArchives())
                    .port(port)
                    .callbackBaseUri(base)
                    .open()) {
                person.open(login.authUrl());
                person.click("button[value=sign-in]");

                person.awaitTitle("You are signed in");
                assertThat(person.address()).hasNoQuery();
                assertThat(person.address().toString()).startsWith(base.toString());
                assertThat(login.await().fullName()).isEqualTo("Mara Lindqvist");
            }
        }
        assertThat(fake.calls().count("user_access_info")).isOne();
    }

    private LabArchives labArchives() {
        return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
    }
}

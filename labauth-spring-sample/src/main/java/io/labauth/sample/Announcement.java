package io.labauth.sample;

import io.labauth.spring.LabAuthBaseUrl;
import io.labauth.testkit.FakeLabArchives;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says once, when the application is up, where to open it. */
@Component
final class Announcement {
    private static final Logger LOG = System.getLogger(Announcement.class.getName());

    private final LabAuthBaseUrl baseUrl;
    private final boolean demo;

    Announcement(LabAuthBaseUrl baseUrl, ObjectProvider<FakeLabArchives> demo) {
        this.baseUrl = baseUrl;
        this.demo = demo.getIfAvailable() != null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (demo) {
            LOG.log(
                    Level.INFO,
                    "Demo mode: no ACCESS_KEYID is set, so people sign in to a fake LabArchives on this machine.");
        }
        LOG.log(Level.INFO, "Open {0} - stop with Ctrl-C.", baseUrl.value());
    }
}

package io.labauth.sample;

import io.labauth.testkit.FakeLabArchives;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells every page, the error pages too, whether it is one of demo mode. */
@Component
final class DemoBanner {
    private final boolean shown;

    DemoBanner(ObjectProvider<FakeLabArchives> demo) {
        this.shown = demo.getIfAvailable() != null;
    }

    public boolean isShown() {
        return shown;
    }
}

package io.labauth.sample;

import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.testkit.FakeLabArchives;

/** The fake LabArchives of demo mode; there is one exactly when no access key was given. */
final class DemoLabArchives implements AutoCloseable {
    private final FakeLabArchives fake;

    DemoLabArchives() {
        this.fake = FakeLabArchives.builder().start();
        FakeLabArchives.demoUsers().forEach(fake::addUser);
    }

    LabArchives client() {
        return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
    }

    FakeLabArchives fake() {
        return fake;
    }

    @Override
    public void close() {
        fake.close();
    }
}

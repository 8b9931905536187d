package io.labauth.labarchives;

import io.labauth.Callback;
import io.labauth.LoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;

/** LabArchives without the unguessable end of the callback's path. */
final class UnprotectedCallbackUri implements LoginProvider<LabArchivesUser> {
    private final LabArchives labArchives;
    private final ServiceClock clock;

    UnprotectedCallbackUri(LabArchives labArchives, ServiceClock clock) {
        this.labArchives = labArchives;
        this.clock = clock;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        return new PendingLogin(callbackUri, labArchives.generateAuthUrl(callbackUri), clock.now());
    }

    @Override
    public void check(PendingLogin pending, Callback callback) {
        labArchives.check(pending, callback);
    }

    @Override
    public LabArchivesUser complete(PendingLogin pending, Callback callback) {
        return labArchives.complete(pending, callback);
    }

    @Override
    public String registration() {
        return labArchives.registration();
    }

    @Override
    public String serviceName() {
        return labArchives.serviceName();
    }

    @Override
    public String displayName(LabArchivesUser user) {
        return labArchives.displayName(user);
    }

    @Override
    public String email(LabArchivesUser user) {
        return labArchives.email(user);
    }

    @Override
    public String withoutBrowser() {
        return labArchives.withoutBrowser();
    }
}

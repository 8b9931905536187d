package io.labauth.labarchives;

import io.labauth.ForwardingLoginProvider;
import io.labauth.PendingLogin;
import java.net.URI;

/** LabArchives without the unguessable end of the callback's path. */
final class UnprotectedCallbackUri extends ForwardingLoginProvider<LabArchivesUser> {
    private final LabArchives labArchives;
    private final ServiceClock clock;

    UnprotectedCallbackUri(LabArchives labArchives, ServiceClock clock) {
        super(labArchives);
        this.labArchives = labArchives;
        this.clock = clock;
    }

    @Override
    public PendingLogin begin(URI callbackUri) {
        return new PendingLogin(callbackUri, labArchives.generateAuthUrl(callbackUri), clock.now());
    }
}

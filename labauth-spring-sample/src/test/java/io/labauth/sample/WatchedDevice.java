package io.labauth.sample;

import io.labauth.DeviceLoginProvider;
import io.labauth.DevicePrompt;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Session;

/** A sign-in on another device whose code somebody else sees too: the person with the telephone. */
record WatchedDevice(OAuth2Provider provider, DevicePrompt person) implements DeviceLoginProvider<OAuth2Session> {
    @Override
    public OAuth2Session signInOnDevice(DevicePrompt terminal) {
        return provider.signInOnDevice(code -> {
            terminal.show(code);
            person.show(code);
        });
    }

    @Override
    public String serviceName() {
        return provider.serviceName();
    }
}

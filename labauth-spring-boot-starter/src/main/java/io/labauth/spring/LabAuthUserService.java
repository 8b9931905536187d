package io.labauth.spring;

import io.labauth.AuthorizationException;

/** Decides who a person that has signed in is in this application, and what they may do. To be safe for use by many threads. */
@FunctionalInterface
public interface LabAuthUserService {
    /**
     * Finds or makes the application's own user.
     *
     * @param user who signed in, as the provider names them
     * @return the user to keep in the session
     * @throws AuthorizationException if this person may not use the application; the message is for the log
     */
    LabAuthUser load(ProviderUser user);
}

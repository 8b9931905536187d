package io.labauth;

/**
 * A service that a person can sign in to with a browser on another device, where the program itself has none.
 *
 * <p>Implementations are safe for use by several threads; each call is a login of its own.
 *
 * @param <U> what a completed login gives: the signed-in user
 */
public interface DeviceLoginProvider<U> {
    /**
     * Signs a person in: gets a code, has it shown, and waits until the person has confirmed it elsewhere. Blocks; an interrupt ends the wait.
     *
     * @param prompt shows the code
     * @return the signed-in user, as the service itself names it
     * @throws LoginException if the person refused, the code expired, or the thread was interrupted, which stays set
     * @throws LabAuthException of another kind if the service failed, or offers no sign-in of this kind
     */
    U signInOnDevice(DevicePrompt prompt);

    /**
     * The service's name, for texts that a person reads.
     *
     * @return for instance {@code ORCID}
     */
    String serviceName();
}

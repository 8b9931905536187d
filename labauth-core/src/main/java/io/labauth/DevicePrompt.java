package io.labauth;

/** Shows a person the code with which to sign in on another device. */
@FunctionalInterface
public interface DevicePrompt {
    /**
     * Shows the code and returns; the wait for the person comes after.
     *
     * @param code what the person needs
     */
    void show(DeviceCode code);
}

package io.labauth.testkit;

/**
 * A notebook of a {@link FakeUser}.
 *
 * @param id the notebook's id, as the service would give it
 * @param name the name that the user sees
 * @param isDefault whether this is the user's default notebook
 */
public record FakeNotebook(String id, String name, boolean isDefault) {}

package io.labauth.testkit;

/**
 * A person with an account at a {@link FakeLabKey}.
 *
 * @param id the id, more than zero
 * @param email the e-mail address
 * @param displayName the name that others see
 * @param administrator whether this person may do everything on the site
 */
public record FakeLabKeyUser(int id, String email, String displayName, boolean administrator) {}

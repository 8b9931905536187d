package io.labauth.labkey;

/**
 * The person whom a key belongs to.
 *
 * @param id LabKey's number for the person, more than zero
 * @param displayName the name that others see
 * @param email the e-mail address
 */
public record LabKeyUser(long id, String displayName, String email) {}

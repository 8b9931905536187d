package io.labauth.labarchives;

/**
 * A notebook that the user may open.
 *
 * @param id LabArchives' id of it, the {@code nbid} of other calls
 * @param name its name, as people see it
 * @param isDefault whether it is the one that opens first
 */
public record Notebook(String id, String name, boolean isDefault) {}

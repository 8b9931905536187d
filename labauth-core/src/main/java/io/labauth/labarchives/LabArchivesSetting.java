package io.labauth.labarchives;

import io.labauth.KeyOrigin;
import io.labauth.Secret;

/**
 * A setting that was found.
 *
 * @param name {@code API_URL}, {@code ACCESS_KEYID} or {@code ACCESS_PWD}
 * @param value its value, without blanks around it
 * @param origin the environment variable or the file that it stands in
 */
public record LabArchivesSetting(String name, Secret value, KeyOrigin origin) {}

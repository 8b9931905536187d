/**
 * Signing in to LabArchives: the signed sign-in URL, the exchange of {@code email} and {@code auth_code}, and signed calls to any other
 * method of its API.
 *
 * <p>Start at {@link io.labauth.labarchives.LabArchives}.
 */
@NullMarked
package io.labauth.labarchives;

import org.jspecify.annotations.NullMarked;

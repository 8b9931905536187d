/**
 * API keys of Ashr Labs: listing them, revoking them, and telling which are due for another.
 *
 * <p><b>Unverified:</b> operations, fields and errors are documented; methods, paths and the header's scheme are not, and therefore
 * settings of {@link io.labauth.ashrlabs.AshrLabsBuilder}. Start at {@link io.labauth.ashrlabs.AshrLabs}.
 */
@NullMarked
package io.labauth.ashrlabs;

import org.jspecify.annotations.NullMarked;

/**
 * Signing in to Tiled, by API key or as a person, and its API keys: who am I, create, list, revoke.
 *
 * <p>Start at {@link io.labauth.tiled.Tiled}.
 */
@NullMarked
package io.labauth.tiled;

import org.jspecify.annotations.NullMarked;

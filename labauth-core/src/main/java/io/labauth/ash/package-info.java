/**
 * API keys of an Ash server: proving, listing, creating and revoking them, and the guard that lets one's own server take them.
 *
 * <p>Start at {@link io.labauth.ash.Ash} for a client, and at {@link io.labauth.ash.AshGuard} for a server.
 */
@NullMarked
package io.labauth.ash;

import org.jspecify.annotations.NullMarked;

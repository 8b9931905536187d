package io.labauth.apikeys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key was used.
 *
 * @param at when last
 * @param newHash its hash by the first pepper, where the stored one is by an older; else null
 */
record KeyUse(Instant at, @Nullable KeyHash newHash) {}

package io.labauth.ash;

import io.labauth.Secret;

/**
 * A key that was created just now.
 *
 * @param id the id to revoke it by
 * @param key the key, which Ash never shows again
 */
public record AshNewKey(String id, Secret key) {}

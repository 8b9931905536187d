package io.labauth.tiled;

import io.labauth.Secret;

/**
 * A key that Tiled has just made. Keep it now: it is told this once.
 *
 * @param key the key
 * @param details the key as it will be listed
 */
public record IssuedApiKey(Secret key, TiledApiKey details) {}

package io.labauth.apikeys;

import io.labauth.Secret;

/**
 * A key that was just made: the only time that its secret is there.
 *
 * @param key as it will be listed
 * @param secret the whole key, to be shown once
 */
public record IssuedKey(ApiKey key, Secret secret) {}

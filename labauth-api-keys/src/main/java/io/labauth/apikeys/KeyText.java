package io.labauth.apikeys;

import io.labauth.Secret;

/**
 * A well-formed key.
 *
 * @param id what is public of it
 * @param secret all of it
 */
record KeyText(String id, Secret secret) {}

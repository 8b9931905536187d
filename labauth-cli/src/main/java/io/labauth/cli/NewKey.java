package io.labauth.cli;

import io.labauth.Secret;

/**
 * A key that was made just now.
 *
 * @param key the key, which the service never shows again
 * @param row as it will be listed
 */
record NewKey(Secret key, KeyRow row) {}

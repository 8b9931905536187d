package io.labauth.ashrlabs;

import java.time.Duration;

/**
 * How old an API key is.
 *
 * @param key the key
 * @param age the time since it was created
 * @param isDue whether it is older than it should be: create another one, and revoke it
 */
public record AshrLabsKeyAge(AshrLabsApiKey key, Duration age, boolean isDue) {}

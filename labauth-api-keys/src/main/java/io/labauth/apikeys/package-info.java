/**
 * API keys of one's own application, for what runs without a browser: issue, verify, list, revoke and rotate them.
 *
 * <p>Free of servlets and frameworks. Start at {@link io.labauth.apikeys.ApiKeys}.
 */
@NullMarked
package io.labauth.apikeys;

import org.jspecify.annotations.NullMarked;

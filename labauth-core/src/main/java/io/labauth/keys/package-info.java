/**
 * What the services' packages share in finding keys: files that nobody else may read. Not meant for callers; it may change in any release.
 */
@NullMarked
package io.labauth.keys;

import org.jspecify.annotations.NullMarked;

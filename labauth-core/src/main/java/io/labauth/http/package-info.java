/**
 * How labauth's own clients talk HTTP: within a time, within a size, once. Not meant for callers; it may change in any release.
 */
@NullMarked
package io.labauth.http;

import org.jspecify.annotations.NullMarked;

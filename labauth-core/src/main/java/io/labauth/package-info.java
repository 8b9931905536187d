/** Signing a person in to a lab service: what every provider and every place that takes a callback share. */
@NullMarked
package io.labauth;

import org.jspecify.annotations.NullMarked;

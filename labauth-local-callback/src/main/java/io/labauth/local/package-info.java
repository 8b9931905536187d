/** A sign-in on one's own machine: a loopback listener and the person's browser. */
@NullMarked
package io.labauth.local;

import org.jspecify.annotations.NullMarked;

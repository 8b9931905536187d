/** Side-by-side measurements of the loopback listener and its peers. */
@NullMarked
package io.labauth.benchmarks;

import org.jspecify.annotations.NullMarked;

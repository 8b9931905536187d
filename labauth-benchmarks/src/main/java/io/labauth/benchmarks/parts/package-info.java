/** The parts of a sign-in, each measured alone by JMH. */
@NullMarked
package io.labauth.benchmarks.parts;

import org.jspecify.annotations.NullMarked;

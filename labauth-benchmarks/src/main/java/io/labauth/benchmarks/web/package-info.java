/** Measures the web login side by side with Spring Security's. */
@NullMarked
package io.labauth.benchmarks.web;

import org.jspecify.annotations.NullMarked;

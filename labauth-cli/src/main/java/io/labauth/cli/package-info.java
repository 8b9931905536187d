/**
 * The command {@code labauth}. Here alone the process' environment is read at large, and here alone something is printed.
 */
@NullMarked
package io.labauth.cli;

import org.jspecify.annotations.NullMarked;

/**
 * Signing people in to a web application: begins a login for a browser, and finishes it on whichever node the callback arrives.
 *
 * <p>Free of servlets and frameworks: texts of a request go in, texts of an answer come out. Start at {@link io.labauth.web.WebLogin}.
 */
@NullMarked
package io.labauth.web;

import org.jspecify.annotations.NullMarked;

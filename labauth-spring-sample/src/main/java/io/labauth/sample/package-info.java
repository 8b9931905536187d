/** A web application that signs people in to LabArchives, small enough to copy from. */
@NullMarked
package io.labauth.sample;

import org.jspecify.annotations.NullMarked;

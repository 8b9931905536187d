/** Fakes of the lab services, for tests and for trying labauth out without an account. */
@NullMarked
package io.labauth.testkit;

import org.jspecify.annotations.NullMarked;

/** For an application's own tests: somebody signed in, and a fake LabArchives. Needs spring-security-test and labauth-testkit. */
@NullMarked
package io.labauth.spring.test;

import org.jspecify.annotations.NullMarked;

/** Sign-in for Spring Boot applications: {@code io.labauth.web} mapped onto Spring Security. */
@NullMarked
package io.labauth.spring;

import org.jspecify.annotations.NullMarked;

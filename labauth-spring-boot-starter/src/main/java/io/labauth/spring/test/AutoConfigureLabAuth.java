package io.labauth.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * Lets the application of a test sign people in to a fake LabArchives on this machine, whatever the settings and the environment say; the fake
 * is a bean of type {@code FakeLabArchives}.
 *
 * <p>Stands beside {@code @SpringBootTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@TestPropertySource(properties = {"labauth.demo-mode=on", "labauth.web.base-url=", "labauth.web.sealing-keys="})
public @interface AutoConfigureLabAuth {}

package io.labauth.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The application with keys on a free port, with a fake LabArchives. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = NotebookApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "labauth.demo-mode=on",
            "labauth.api-keys.enabled=true",
            "labauth.api-keys.scopes=notebooks:read,notebooks:write,keys:read,keys:write",
            "logging.level.root=warn"
        })
@interface KeyTest {}

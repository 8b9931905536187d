package io.labauth.benchmarks.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** How every application that is measured is run. */
final class SiteProperties {
    private SiteProperties() {}

    static void run(Class<?> application, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.address", "127.0.0.1");
        all.put("server.port", "0");
        all.put("logging.level.root", "error");
        all.put("spring.main.banner-mode", "off");
        // Without end, so that a browser's connection lasts as long as the run.
        all.put("server.tomcat.max-keep-alive-requests", "-1");
        all.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        all.putAll(properties);
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(all);
        ConfigurableApplicationContext context = spring.run();
        System.out.println("ready " + context.getEnvironment().getProperty("local.server.port"));
    }
}

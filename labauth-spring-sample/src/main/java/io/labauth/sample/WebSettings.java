package io.labauth.sample;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings below {@code labauth.web}.
 *
 * @param baseUrl where people reach this application, for instance {@code https://lab.example.org}; may be left out in demo mode
 */
@ConfigurationProperties("labauth.web")
record WebSettings(@Nullable URI baseUrl) {}

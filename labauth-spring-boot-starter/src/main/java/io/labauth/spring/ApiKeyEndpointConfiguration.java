package io.labauth.spring;

import io.labauth.ConnectionException;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.KeyRefusedException;
import io.labauth.apikeys.KeyRejection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface to keys, where the application has Spring MVC. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({RouterFunction.class, JsonMapper.class})
@ConditionalOnBooleanProperty(name = "labauth.api-keys.endpoints.enabled", matchIfMissing = true)
class ApiKeyEndpointConfiguration {
    private static final String KEYS = "/api/keys";

    @Bean
    @ConditionalOnMissingBean(name = "labAuthApiKeyEndpoints")
    RouterFunction<ServerResponse> labAuthApiKeyEndpoints(
            ApiKeys keys,
            LabAuthApiKeysProperties properties,
            ObjectProvider<ApiKeySessions> sessions,
            ApplicationEventPublisher events) {
        ApiKeyEndpoints endpoints = new ApiKeyEndpoints(keys, properties.endpoints(), sessions, events);
        return RouterFunctions.route()
                .GET(KEYS, endpoints::list)
                .POST(KEYS, endpoints::create)
                .DELETE(KEYS, endpoints::revokeAllOfOwner)
                .POST(KEYS + "/revoke", endpoints::revokeByText)
                .DELETE(KEYS + "/{id}", endpoints::revoke)
                .POST(KEYS + "/{id}/rotate", endpoints::rotate)
                .onError(ApiKeyProblem.class, ApiKeyEndpointConfiguration::problem)
                .onError(KeyRefusedException.class, ApiKeyEndpointConfiguration::refused)
                .onError(ConnectionException.class, ApiKeyEndpointConfiguration::down)
                .build();
    }

    private static ServerResponse problem(Throwable problem, ServerRequest request) {
        return ApiKeyJson.problem((ApiKeyProblem) problem);
    }

    private static ServerResponse refused(Throwable refused, ServerRequest request) {
        return ApiKeyJson.problem(ApiKeyProblem.of((KeyRefusedException) refused));
    }

    private static ServerResponse down(Throwable down, ServerRequest request) {
        KeyRejection rejection = KeyRejection.UNAVAILABLE;
        return ServerResponse.status(rejection.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(rejection.retryAfter().orElseThrow().toSeconds()))
                .body(
                        "{\"status\":503,\"detail\":\"The keys cannot be reached right now. Look at the list, then try again.\"}");
    }
}

package io.labauth.spring;

import io.labauth.Secret;
import io.labauth.apikeys.ApiKey;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.IssuedKey;
import io.labauth.apikeys.KeyRefusedException;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.ApiKeyEvent.Action;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The REST interface: a person's keys, and for administrators everybody's. */
final class ApiKeyEndpoints {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final int MAX_PAGE = 1_000;

    private final ApiKeys keys;
    private final LabAuthApiKeysProperties.Endpoints settings;
    private final ObjectProvider<ApiKeySessions> sessions;
    private final ApplicationEventPublisher events;

    ApiKeyEndpoints(
            ApiKeys keys,
            LabAuthApiKeysProperties.Endpoints settings,
            ObjectProvider<ApiKeySessions> sessions,
            ApplicationEventPublisher events) {
        this.keys = keys;
        this.settings = settings;
        this.sessions = sessions;
        this.events = events;
    }

    ServerResponse list(ServerRequest request) {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.readScope());
        boolean inactive = isAsked(request, "inactive");
        if (isAsked(request, "all")) {
            caller.require(settings.administrator());
            return ApiKeyJson.listed(page(request.param("after").orElse(""), size(request), inactive));
        }
        return ApiKeyJson.listed(
                inactive ? caller.of(keys).listWithInactive() : caller.of(keys).list());
    }

    ServerResponse create(ServerRequest request) throws IOException {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.writeScope());
        ApiKeyWish wish = body(request, Set.of("note", "scopes", "expiresIn", "endsWithSession"));
        NewApiKey key = wish.newKey();
        NewApiKey wanted = wish.isTrue("endsWithSession") ? key.endingWithSession(handle(request, caller)) : key;
        IssuedKey issued = tellingRefusals(caller, () -> caller.of(keys).create(wanted));
        events.publishEvent(ApiKeyEvent.created(issued.key(), caller.name()));
        return ApiKeyJson.issued(issued);
    }

    ServerResponse rotate(ServerRequest request) throws IOException {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.writeScope());
        Duration overlap = body(request, Set.of("overlap")).duration("overlap").orElse(Duration.ZERO);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new ApiKeyProblem(400, "overlap", "The overlap is at most " + LONGEST_OVERLAP.toDays() + " days.");
        }
        IssuedKey issued = tellingRefusals(caller, () -> caller.of(keys).rotate(request.pathVariable("id"), overlap));
        events.publishEvent(
                new ApiKeyEvent(Action.ROTATED, issued.key().id(), issued.key().owner(), caller.name()));
        return ApiKeyJson.issued(issued);
    }

    ServerResponse revoke(ServerRequest request) {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.writeScope());
        String id = request.pathVariable("id");
        if (!isAsked(request, "all")) {
            return revoked(caller.of(keys).revoke(id), caller);
        }
        caller.require(settings.administrator());
        return revoked(
                keys.revoke(id)
                        .orElseThrow(() -> new ApiKeyProblem(
                                404, "", "There is no such key that was not revoked before. Give its whole id.")),
                caller);
    }

    /** By what may not stand in an address. */
    ServerResponse revokeByText(ServerRequest request) throws IOException {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.writeScope());
        String text = body(request, Set.of("key"))
                .text("key")
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> new ApiKeyProblem(
                        400, "key", "The field key is missing: a whole key, or its first characters."));
        if (!keys.keyPattern().matcher(text).matches()) {
            return revoked(caller.of(keys).revoke(text), caller);
        }
        return revoked(
                keys.revoke(Secret.of(text))
                        .orElseThrow(() -> new ApiKeyProblem(
                                404, "key", "It is no key of this application that was not revoked before.")),
                caller);
    }

    ServerResponse revokeAllOfOwner(ServerRequest request) {
        ApiKeyCaller caller = ApiKeyCaller.current(settings.writeScope()).require(settings.administrator());
        String owner = request.param("owner")
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> new ApiKeyProblem(400, "owner", "The parameter owner is missing."));
        int count = keys.of(owner).revokeAll();
        events.publishEvent(ApiKeyEvent.allRevoked(owner, caller.name()));
        return ApiKeyJson.revoked(count);
    }

    private ServerResponse revoked(ApiKey key, ApiKeyCaller caller) {
        events.publishEvent(ApiKeyEvent.revoked(key, caller.name()));
        return ServerResponse.noContent().build();
    }

    private IssuedKey tellingRefusals(ApiKeyCaller caller, java.util.function.Supplier<IssuedKey> making) {
        try {
            return making.get();
        } catch (KeyRefusedException e) {
            events.publishEvent(new ApiKeyEvent(Action.REFUSED, "", caller.name(), caller.name()));
            throw e;
        }
    }

    private String handle(ServerRequest request, ApiKeyCaller caller) {
        HttpSession session = request.servletRequest().getSession(false);
        ApiKeySessions known = sessions.getIfAvailable();
        if (session == null || known == null || caller.authentication() instanceof ApiKeyAuthentication) {
            throw new ApiKeyProblem(
                    400, "endsWithSession", "A key ends with a session only where a browser's session makes it.");
        }
        return known.handle(session);
    }

    private List<ApiKey> page(String after, int size, boolean inactive) {
        return inactive ? keys.pageWithInactive(after, size) : keys.page(after, size);
    }

    private static int size(ServerRequest request) {
        Optional<String> text = request.param("size");
        if (text.isEmpty()) {
            return 100;
        }
        if (!text.get().matches("[0-9]{1,4}")
                || Integer.parseInt(text.get()) < 1
                || Integer.parseInt(text.get()) > MAX_PAGE) {
            throw new ApiKeyProblem(400, "size", "The size of a page is from 1 to " + MAX_PAGE + ".");
        }
        return Integer.parseInt(text.get());
    }

    private static boolean isAsked(ServerRequest request, String name) {
        return request.param(name).filter(value -> !value.equals("false")).isPresent();
    }

    private static ApiKeyWish body(ServerRequest request, Set<String> fields) throws IOException {
        if (request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::isCompatibleWith)
                .isEmpty()) {
            throw new ApiKeyProblem(415, "", "The body must be application/json.");
        }
        return ApiKeyWish.read(request.servletRequest().getInputStream(), fields);
    }
}

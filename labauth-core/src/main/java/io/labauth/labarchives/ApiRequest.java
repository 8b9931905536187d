package io.labauth.labarchives;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of a LabArchives method, before it is signed; for {@link LabArchives#send}.
 *
 * <p>Immutable: every method gives a changed copy. {@code toString} shows the method's name and no parameter.
 */
public final class ApiRequest {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Set<String> SIGNED = Set.of("akid", "expires", "sig");
    private static final long DEFAULT_MAX_BYTES = 256L * 1024 * 1024;

    private final boolean post;
    private final String apiClass;
    private final String method;
    private final Map<String, String> parameters;
    private final @Nullable String contentType;
    private final @Nullable BodyPublisher body;
    private final @Nullable Duration timeout;
    private final long maxBytes;
    private final boolean once;

    private ApiRequest(
            boolean post,
            String apiClass,
            String method,
            Map<String, String> parameters,
            @Nullable String contentType,
            @Nullable BodyPublisher body,
            @Nullable Duration timeout,
            long maxBytes,
            boolean once) {
        this.post = post;
        this.apiClass = apiClass;
        this.method = method;
        this.parameters = parameters;
        this.contentType = contentType;
        this.body = body;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.once = once;
    }

    /**
     * A GET; its parameters travel in the query.
     *
     * @param apiClass the first part of the method's path, for instance {@code tree_tools}
     * @param method the last part, for instance {@code get_tree_level}
     * @return the request
     * @throws IllegalArgumentException if a name is not of letters, digits and {@code _}
     */
    public static ApiRequest get(String apiClass, String method) {
        return of(false, apiClass, method);
    }

    /**
     * A POST; its parameters travel as a form in the body, unless {@link #body} gives another.
     *
     * @param apiClass the first part of the method's path, for instance {@code entries}
     * @param method the last part, for instance {@code add_entry}
     * @return the request
     * @throws IllegalArgumentException if a name is not of letters, digits and {@code _}
     */
    public static ApiRequest post(String apiClass, String method) {
        return of(true, apiClass, method);
    }

    /**
     * Adds parameters.
     *
     * @param more names and values, not encoded; a value given before under the same name is replaced
     * @return the request with them
     * @throws IllegalArgumentException if one is named {@code akid}, {@code expires} or {@code sig}: those are added by signing
     */
    public ApiRequest parameters(Map<String, String> more) {
        if (!Collections.disjoint(more.keySet(), SIGNED)) {
            throw new IllegalArgumentException("akid, expires and sig are added by signing; leave them out.");
        }
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return new ApiRequest(
                post, apiClass, method, Collections.unmodifiableMap(all), contentType, body, timeout, maxBytes, once);
    }

    /**
     * Sends a body of one's own, for instance an attachment; the parameters then travel in the query.
     *
     * @param type its media type, for instance {@code application/octet-stream}
     * @param publisher what to send
     * @return the request with it
     * @throws IllegalStateException if this is a GET
     */
    public ApiRequest body(String type, BodyPublisher publisher) {
        if (!post) {
            throw new IllegalStateException("A GET has no body; start with ApiRequest.post.");
        }
        return new ApiRequest(post, apiClass, method, parameters, type, publisher, timeout, maxBytes, once);
    }

    /**
     * Limits the time of the whole call, from sending to the answer's last byte.
     *
     * @param limit more than zero; without it, the client's own limit holds
     * @return the request with it
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public ApiRequest timeout(Duration limit) {
        return new ApiRequest(
                post,
                apiClass,
                method,
                parameters,
                contentType,
                body,
                Positive.duration(limit, "timeout"),
                maxBytes,
                once);
    }

    /**
     * Limits the size of the answer; reading beyond it fails.
     *
     * @param limit in bytes, more than zero; 256 MiB without it
     * @return the request with it
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    public ApiRequest maxBytes(long limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The largest size of an answer must be more than zero.");
        }
        return new ApiRequest(post, apiClass, method, parameters, contentType, body, timeout, limit, once);
    }

    @Override
    public String toString() {
        return "ApiRequest[" + name() + "]";
    }

    /** A call that must reach the service once at most, such as the exchange of a code; every POST is one. */
    ApiRequest once() {
        return new ApiRequest(post, apiClass, method, parameters, contentType, body, timeout, maxBytes, true);
    }

    boolean isOnce() {
        return once;
    }

    boolean isPost() {
        return post;
    }

    String apiClass() {
        return apiClass;
    }

    String method() {
        return method;
    }

    String name() {
        return apiClass + "/" + method;
    }

    long maxBytes() {
        return maxBytes;
    }

    Duration timeoutOr(Duration standard) {
        return timeout == null ? standard : timeout;
    }

    /** What goes into the query beside the signature. */
    Map<String, String> queryParameters() {
        return post && body == null ? Map.of() : parameters;
    }

    String contentType() {
        return contentType == null ? "application/x-www-form-urlencoded" : contentType;
    }

    BodyPublisher content() {
        return body == null ? BodyPublishers.ofString(PercentEncoding.query(parameters)) : body;
    }

    private static ApiRequest of(boolean post, String apiClass, String method) {
        if (!NAME.matcher(apiClass).matches() || !NAME.matcher(method).matches()) {
            throw new IllegalArgumentException(
                    "A LabArchives method is named by a class and a method of letters, digits and _, such as users and user_info_via_id.");
        }
        return new ApiRequest(post, apiClass, method, Map.of(), null, null, null, DEFAULT_MAX_BYTES, post);
    }
}

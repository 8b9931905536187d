package io.labauth.web;

import io.labauth.LoginProvider;
import io.labauth.http.Loopback;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link WebLogin}; each has a default. For one thread.
 *
 * @param <U> the signed-in user
 */
public final class WebLoginBuilder<U> {
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
    private static final int EXCHANGES = 64;

    final LoginProvider<U> provider;
    final URI baseUrl;
    final SealingKeys keys;
    String name = "default";
    String loginPath = "/login";
    String callbackPath = "/callback";
    private String logoutPath = "/logout";
    private List<String> otherPaths = List.of();
    Clock clock = Clock.systemUTC();
    int exchangesAtOnce = EXCHANGES;
    private @Nullable ConsumedFlows consumedFlows;

    WebLoginBuilder(LoginProvider<U> provider, URI baseUrl, SealingKeys keys) {
        this.provider = provider;
        this.baseUrl = checkedBaseUrl(baseUrl);
        this.keys = keys;
    }

    /**
     * Tells this login from others of the same application: a callback of one never completes a login of another.
     *
     * @param value for instance {@code orcid}; {@code default} without this setting
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or longer than 32 characters
     */
    public WebLoginBuilder<U> name(String value) {
        if (value.isBlank() || value.length() > 32) {
            throw new IllegalArgumentException("The name of a web login has one to 32 characters.");
        }
        this.name = value;
        return this;
    }

    /**
     * Where the application begins this login.
     *
     * @param path below the base URL; {@code /login} without this setting
     * @return this builder
     * @throws IllegalArgumentException if it is not a plain path
     */
    public WebLoginBuilder<U> loginPath(String path) {
        this.loginPath = checkedPath(path);
        return this;
    }

    /**
     * Where callbacks of this login arrive: at this path, or one segment below it, as the provider has it.
     *
     * @param path below the base URL; {@code /callback} without this setting
     * @return this builder
     * @throws IllegalArgumentException if it is not a plain path
     */
    public WebLoginBuilder<U> callbackPath(String path) {
        this.callbackPath = checkedPath(path);
        return this;
    }

    /**
     * Where the application signs people out; nobody is sent there after a sign-in.
     *
     * @param path below the base URL; {@code /logout} without this setting
     * @return this builder
     * @throws IllegalArgumentException if it is not a plain path
     */
    public WebLoginBuilder<U> logoutPath(String path) {
        this.logoutPath = checkedPath(path);
        return this;
    }

    /**
     * Other paths at or below which nobody is sent after a sign-in, for instance that of a page where people choose between several logins.
     *
     * @param paths below the base URL; none without this setting
     * @return this builder
     * @throws IllegalArgumentException if one is not a plain path
     */
    public WebLoginBuilder<U> neverReturnTo(String... paths) {
        this.otherPaths = Stream.of(paths).map(WebLoginBuilder::checkedPath).toList();
        return this;
    }

    /**
     * Remembers completed logins elsewhere than in this process' memory: needed as soon as there are two nodes.
     *
     * @param store what all nodes share
     * @return this builder
     */
    public WebLoginBuilder<U> consumedFlows(ConsumedFlows store) {
        this.consumedFlows = store;
        return this;
    }

    /**
     * Limits how many logins are begun or finished at the same time, so that a slow service does not take all of the server's threads.
     *
     * @param limit more than zero; 64 without this setting
     * @return this builder
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public WebLoginBuilder<U> exchangesAtOnce(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of exchanges at once must be more than zero.");
        }
        this.exchangesAtOnce = limit;
        return this;
    }

    /**
     * Takes the time from another clock.
     *
     * @param source of the current time; those of two nodes may differ by 90 seconds
     * @return this builder
     */
    public WebLoginBuilder<U> clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Makes the login.
     *
     * @return a login with these settings
     */
    public WebLogin<U> build() {
        return new WebLogin<>(this);
    }

    ConsumedFlows consumedFlows() {
        return consumedFlows == null ? ConsumedFlows.inMemory(clock) : consumedFlows;
    }

    List<String> ownPaths() {
        return Stream.concat(Stream.of(loginPath, callbackPath, logoutPath), otherPaths.stream())
                .toList();
    }

    private static URI checkedBaseUrl(URI uri) {
        if (!Loopback.isHttpsOrLoopback(uri)
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The base URL is not an https address, or http on a loopback address,"
                    + " without user, query and fragment; for instance https://lab.example.org");
        }
        return URI.create(uri.toString().replaceFirst("/+$", ""));
    }

    private static String checkedPath(String path) {
        if (!PATH.matcher(path).matches() || path.contains("/./") || path.contains("/../")) {
            throw new IllegalArgumentException("A path of the web login is not of the form /name or /name/name.");
        }
        return path;
    }
}

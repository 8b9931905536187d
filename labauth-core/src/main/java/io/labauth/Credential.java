package io.labauth;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A key or token, the way it is sent, and the one service that it is for: it applies itself to requests, and to none for another origin.
 *
 * <p>It is sent over https, or over http on a loopback address; {@link #evenOverPlainHttp()} says otherwise. Use it with a client that
 * follows no redirects, which is the JDK's default: a redirect would carry the header to another origin.
 *
 * <p>Immutable and safe for use by many threads. {@code toString} shows service and origin, never the key.
 */
public final class Credential {
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

    private final ServiceOrigin service;
    private final Secret key;
    private final String headerName;
    /** The header's whole text, made once: applying the credential makes none. */
    private final Secret headerValue;

    private final KeyOrigin origin;
    private final boolean mayBeSent;

    private Credential(
            ServiceOrigin service,
            Secret key,
            String headerName,
            Secret headerValue,
            KeyOrigin origin,
            boolean mayBeSent) {
        this.service = service;
        this.key = key;
        this.headerName = headerName;
        this.headerValue = headerValue;
        this.origin = origin;
        this.mayBeSent = mayBeSent;
    }

    /**
     * Sent as {@code Authorization: Bearer KEY} (RFC 6750, 2.1).
     *
     * @param key the key or token
     * @param service any address of the service that it is for
     * @return the credential
     * @throws IllegalArgumentException if the key has a character that no header can carry, such as a line end, or the address is not
     *     absolute http or https
     */
    public static Credential bearer(Secret key, URI service) {
        return authorization("Bearer " + sendable(key), key, service);
    }

    /**
     * Sent as {@code Authorization: Apikey KEY}, as Tiled reads it.
     *
     * @param key the key
     * @param service any address of the service that it is for
     * @return the credential
     * @throws IllegalArgumentException if the key has a character that no header can carry, such as a line end, or the address is not
     *     absolute http or https
     */
    public static Credential apikey(Secret key, URI service) {
        return authorization("Apikey " + sendable(key), key, service);
    }

    /**
     * Sent as {@code Authorization: Basic} with the user name {@code apikey} and the key as password (RFC 7617), as LabKey reads it.
     *
     * @param key the key
     * @param service any address of the service that it is for
     * @return the credential
     * @throws IllegalArgumentException if the key has a character that no header can carry, such as a line end, or the address is not
     *     absolute http or https
     */
    public static Credential basic(Secret key, URI service) {
        byte[] pair = ("apikey:" + sendable(key)).getBytes(StandardCharsets.UTF_8);
        return authorization("Basic " + Base64.getEncoder().encodeToString(pair), key, service);
    }

    /**
     * Sent as a header of its own, which holds the key and nothing else.
     *
     * @param name the header's name, for instance {@code apikey}
     * @param key the key
     * @param service any address of the service that it is for
     * @return the credential
     * @throws IllegalArgumentException if the key has a character that no header can carry, such as a line end, or the address is not
     *     absolute http or https
     */
    public static Credential header(String name, Secret key, URI service) {
        return of(name, sendable(key), key, service);
    }

    /**
     * The same credential, found somewhere else than in an argument.
     *
     * @param place where the key was found
     * @return a copy with this {@link #origin()}
     */
    public Credential from(KeyOrigin place) {
        return new Credential(service, key, headerName, headerValue, place, mayBeSent);
    }

    /**
     * The same credential, which goes to its service even where everybody on the way can read it. For networks that are known to be closed.
     *
     * @return a copy that may be sent over http off this machine
     */
    public Credential evenOverPlainHttp() {
        return new Credential(service, key, headerName, headerValue, origin, true);
    }

    /**
     * Gives a request its address, and the key with it; an earlier header of the same name is replaced.
     *
     * @param request the request
     * @param address where the request goes; do not change it afterwards
     * @return the same request
     * @throws IllegalArgumentException if the address is of another origin than the service, or the key would go over plain http off this
     *     machine; the request is unchanged then
     */
    public HttpRequest.Builder applyTo(HttpRequest.Builder request, URI address) {
        check(address);
        return request.uri(address).setHeader(headerName, headerValue.reveal());
    }

    /**
     * A link with the key in its query, for a browser, which can send no header. Whoever sees the link has the key, and links are
     * kept in histories and logs: requests of a program use {@link #applyTo}.
     *
     * @param parameter the parameter's name as the service reads it, for instance {@code api_key}
     * @param page the address of a page of the service
     * @return the address with the key added
     * @throws IllegalArgumentException if the address is of another origin than the service, would go over plain http off this machine,
     *     or has the parameter already
     */
    public URI inLink(String parameter, URI page) {
        check(page);
        String query = page.getRawQuery() == null ? "" : page.getRawQuery();
        if (("&" + query).contains("&" + parameter + "=")) {
            throw new IllegalArgumentException("The link has a parameter " + parameter + " already.");
        }
        String whole = page.toString();
        int end = whole.indexOf('#') < 0 ? whole.length() : whole.indexOf('#');
        String separator = page.getRawQuery() == null ? "?" : query.isEmpty() ? "" : "&";
        String value = URLEncoder.encode(key.reveal(), StandardCharsets.UTF_8);
        return URI.create(whole.substring(0, end) + separator + parameter + "=" + value + whole.substring(end));
    }

    /**
     * Where the key was found.
     *
     * @return the place; the argument unless {@link #from} said otherwise
     */
    public KeyOrigin origin() {
        return origin;
    }

    /**
     * The service that the key is for.
     *
     * @return its scheme, host and port
     */
    public ServiceOrigin service() {
        return service;
    }

    @Override
    public String toString() {
        return "Credential[service=" + service + ", origin=" + origin + "]";
    }

    private void check(URI address) {
        if (!service.includes(address)) {
            throw new IllegalArgumentException(
                    "This key is for " + service + " alone, and the request is for another origin.");
        }
        if (!mayBeSent) {
            throw new IllegalArgumentException("This key would go to " + service
                    + " over plain http, where everybody on the way can read it: use https, or evenOverPlainHttp() in a"
                    + " closed network.");
        }
    }

    private static Credential authorization(String value, Secret key, URI service) {
        return of("Authorization", value, key, service);
    }

    private static Credential of(String headerName, String value, Secret key, URI address) {
        ServiceOrigin service = ServiceOrigin.of(address);
        return new Credential(service, key, headerName, Secret.of(value), KeyOrigin.argument(), service.isProtected());
    }

    private static String sendable(Secret key) {
        if (!SENDABLE.matcher(key.reveal()).matches()) {
            throw new IllegalArgumentException("The key has a character that no key has, such as a space or a line end:"
                    + " take it out of the place where the key is kept.");
        }
        return key.reveal();
    }
}

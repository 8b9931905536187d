package io.labauth.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What a request shows before it is known whether that is a key. Gives the headers to the provider alone. */
@SuppressWarnings("serial") // lives as long as the request
final class ApiKeyRequest extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d{1,2})";

    /** An address, so that nobody asks the domain name service; proxies add brackets, a zone or a port. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\[?(" + BYTE + "(?:\\." + BYTE + "){3}|[\\da-fA-F.]*:[\\da-fA-F:.]*)(?:%[^]]*)?]?(?::\\d+)?");

    /** The headers with the credentials. */
    private transient List<String> authorization;

    /** The query, undecoded. */
    private transient @Nullable String query;

    /** Where the request came from. */
    private final transient InetAddress address;

    private ApiKeyRequest(List<String> authorization, @Nullable String query, String address) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.authorization = authorization;
        this.query = query;
        this.address = address(address);
        setDetails(new WebAuthenticationDetails(address, null));
    }

    static ApiKeyRequest of(HttpServletRequest request) {
        return new ApiKeyRequest(
                Collections.list(request.getHeaders("Authorization")),
                request.getQueryString(),
                request.getRemoteAddr());
    }

    List<String> authorization() {
        return authorization;
    }

    @Nullable
    String query() {
        return query;
    }

    InetAddress address() {
        return address;
    }

    @Override
    public String getPrincipal() {
        return "unknown API key";
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    /** Before events tell others of it. */
    @Override
    public void eraseCredentials() {
        authorization = List.of();
        query = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** What is no address counts as this machine's own. */
    private static InetAddress address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        try {
            return matcher.matches() ? InetAddress.getByName(matcher.group(1)) : InetAddress.getLoopbackAddress();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}

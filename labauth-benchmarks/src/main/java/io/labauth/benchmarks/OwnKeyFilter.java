package io.labauth.benchmarks;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.filter.OncePerRequestFilter;

/** A peer: the filter for API keys that people write by themselves, since Spring Security has none. */
final class OwnKeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final String SCOPE = "SCOPE_read";

    private final Function<String, Authentication> verification;

    private OwnKeyFilter(Function<String, Authentication> verification) {
        this.verification = verification;
    }

    /** A key is an id, a dot and a secret; the row has the secret's bcrypt. */
    static OwnKeyFilter bcrypt(KeyRows rows) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(id -> user(rows.find(id)));
        provider.setPasswordEncoder(new BCryptPasswordEncoder());
        return new OwnKeyFilter(key -> {
            String[] parts = key.split("\\.", 2);
            if (parts.length < 2) {
                throw new BadCredentialsException("This is no key.");
            }
            return provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(parts[0], parts[1]));
        });
    }

    /** The row is found by the whole key's SHA-256. */
    static OwnKeyFilter sha256(KeyRows rows) {
        return new OwnKeyFilter(key -> {
            KeyRows.Row row = rows.find(sha256(key));
            if (row == null) {
                throw new BadCredentialsException("The key is not known.");
            }
            return UsernamePasswordAuthenticationToken.authenticated(
                    row.owner(), null, List.of(new SimpleGrantedAuthority(SCOPE)));
        });
    }

    static String sha256(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(SCHEME)) {
            try {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(verification.apply(authorization.substring(SCHEME.length())));
                SecurityContextHolder.setContext(context);
            } catch (AuthenticationException e) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static UserDetails user(KeyRows.@Nullable Row row) {
        if (row == null) {
            throw new UsernameNotFoundException("The key is not known.");
        }
        return User.withUsername(row.owner())
                .password(row.hash())
                .authorities(SCOPE)
                .build();
    }
}

package io.labauth.spring;

import io.labauth.apikeys.ApiKeyPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with the starter, API keys and notebooks that they are for. Tomas is the administrator. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@EnableMethodSecurity
class NotebookApplication {
    static final Set<String> ALL = Set.of("notebooks:read", "notebooks:write", "keys:read", "keys:write");

    /** What tests change and look at. */
    static class World extends Clock {
        final Map<String, Set<String>> rights = new ConcurrentHashMap<>();
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> details = new CopyOnWriteArrayList<>();
        volatile Optional<Set<String>> others = Optional.of(ALL);
        volatile ApiKeyPolicy policy = ApiKeyPolicy.of(ALL);
        volatile Duration later = Duration.ZERO;

        @EventListener
        void heard(AuditApplicationEvent event) {
            events.add(event.getAuditEvent().getType() + " by "
                    + event.getAuditEvent().getPrincipal());
            details.add(event.getAuditEvent().getData());
        }

        @EventListener
        void heard(AbstractAuthenticationFailureEvent event) {
            events.add(event.getClass().getSimpleName() + " " + event.getAuthentication() + " " + event.getException());
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(later);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What keys are for. */
    static class Notebooks {
        @PreAuthorize("hasAuthority('SCOPE_notebooks:read')")
        public String read() {
            return "The notebooks";
        }

        @PreAuthorize("hasAuthority('SCOPE_notebooks:write')")
        public String write() {
            return "Written";
        }

        @PreAuthorize("hasRole('USER')")
        public String leave() {
            return "Left";
        }
    }

    @Bean
    World world() {
        return new World();
    }

    @Bean
    ApiKeyOwners owners(World world) {
        return owner -> Optional.ofNullable(world.rights.get(owner))
                .or(() -> world.others)
                .filter(rights -> !owner.equals("gone"));
    }

    @Bean
    Supplier<ApiKeyPolicy> policy(World world) {
        return () -> world.policy;
    }

    @Bean
    Notebooks notebooks() {
        return new Notebooks();
    }

    @Bean
    LabAuthUserService people() {
        return user -> new LabAuthUser(
                LabAuthUser.of(user).principal(),
                AuthorityUtils.createAuthorityList(
                        user.email().startsWith("tomas")
                                ? new String[] {"ROLE_USER", "ROLE_ADMIN"}
                                : new String[] {"ROLE_USER"}));
    }

    @Bean
    RouterFunction<ServerResponse> pages(Notebooks notebooks) {
        return RouterFunctions.route()
                .GET("/", request -> text(ShopApplication.hiddenToken(request)))
                .GET("/who", NotebookApplication::who)
                .POST("/who", NotebookApplication::who)
                .GET("/api/notebooks", request -> text(notebooks.read()))
                .POST("/api/notebooks", request -> text(notebooks.write()))
                .POST("/api/leave", request -> text(notebooks.leave()))
                .build();
    }

    private static ServerResponse who(ServerRequest request) {
        Authentication who = (Authentication) request.principal().orElseThrow();
        return text(who.getName() + " "
                + who.getAuthorities().stream().map(Object::toString).sorted().toList() + " " + who);
    }

    private static ServerResponse text(String text) {
        return ServerResponse.ok().contentType(MediaType.TEXT_HTML).body(text);
    }
}

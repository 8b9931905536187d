package io.labauth.spring;

import io.labauth.apikeys.ApiKeyPolicy;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.KeyScheme;
import io.labauth.apikeys.Peppers;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

/** The keys themselves, by the settings. */
@Configuration(proxyBeanMethods = false)
class ApiKeysConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Peppers labAuthPeppers(LabAuthApiKeysProperties properties, ObjectProvider<DemoMode> demo) {
        boolean madeUp = demo.getIfAvailable() != null || properties.developmentMode();
        return ApiKeyPeppers.of(properties.peppers(), madeUp);
    }

    /** An application that brings its {@link ApiKeys} needs no other place for them. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    ApiKeyDatabase labAuthApiKeyDatabase(
            LabAuthApiKeysProperties properties,
            ObjectProvider<DataSource> dataSources,
            ObjectProvider<DemoMode> demo) {
        boolean development =
                properties.developmentMode() && properties.peppers().isEmpty();
        boolean mayBeLost = demo.getIfAvailable() != null || development;
        return ApiKeyDatabase.of(properties.file(), dataSources, mayBeLost);
    }

    @Bean
    @ConditionalOnMissingBean
    ApiKeyPolicy labAuthApiKeyPolicy(LabAuthApiKeysProperties properties) {
        LabAuthApiKeysProperties.Policy wish = properties.policy();
        try {
            ApiKeyPolicy policy = ApiKeyPolicy.of(properties.scopes())
                    .lifetimes(wish.lifetimes())
                    .maximum(wish.maximumLifetime())
                    .keysPerOwner(wish.keysPerOwner());
            policy = wish.neverExpiring() ? policy.neverExpiring() : policy;
            return wish.creation() ? policy : policy.creationOff();
        } catch (IllegalArgumentException e) {
            throw new LabAuthPropertyException(
                    "The settings of labauth.api-keys cannot be used. " + e.getMessage(),
                    "Correct labauth.api-keys.scopes, for instance notebooks:read,notebooks:write, and what is below"
                            + " labauth.api-keys.policy: lifetimes as 30d, more than zero.");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    ApiKeyOwners labAuthApiKeyOwners(LabAuthApiKeysProperties properties) {
        Optional<Set<String>> all = Optional.of(properties.scopes());
        return owner -> all;
    }

    @Bean
    @ConditionalOnMissingBean
    ApiKeys labAuthApiKeys(
            LabAuthApiKeysProperties properties,
            ApiKeyDatabase database,
            Peppers peppers,
            ApiKeyOwners owners,
            ApiKeyPolicy policy,
            ObjectProvider<Supplier<ApiKeyPolicy>> changingPolicy,
            ObjectProvider<ApiKeySessions> sessions,
            ObjectProvider<Clock> clocks) {
        try {
            return ApiKeys.builder(database.dataSource(), peppers, owners::scopesNow)
                    .policy(changingPolicy.getIfAvailable(() -> () -> policy))
                    .prefix(properties.prefix(), properties.environmentMark())
                    .schemes(schemes(properties.accept()))
                    .liveSessions(handle -> sessions.stream().anyMatch(each -> each.isAlive(handle)))
                    .refuseWhile(ApiKeysConfiguration::isImpersonating)
                    .clock(clocks.getIfUnique(Clock::systemUTC))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new LabAuthPropertyException(
                    "The settings of labauth.api-keys cannot be used. " + e.getMessage(),
                    "Set labauth.api-keys.prefix and labauth.api-keys.environment-mark to small letters and digits, for instance lab"
                            + " and live.");
        } catch (IllegalStateException e) {
            throw ApiKeyDatabase.unfit(String.valueOf(e.getMessage()));
        }
    }

    private static Set<KeyScheme> schemes(LabAuthApiKeysProperties.Accept accept) {
        Set<KeyScheme> schemes = EnumSet.allOf(KeyScheme.class);
        removeUnless(accept.bearer(), KeyScheme.BEARER, schemes);
        removeUnless(accept.apikey(), KeyScheme.APIKEY, schemes);
        removeUnless(accept.basic(), KeyScheme.BASIC, schemes);
        removeUnless(accept.query(), KeyScheme.QUERY, schemes);
        return schemes;
    }

    private static void removeUnless(boolean accepted, KeyScheme scheme, Set<KeyScheme> schemes) {
        if (!accepted) {
            schemes.remove(scheme);
        }
    }

    /** Spring Security's switch-user leaves the authority of the way back. */
    private static boolean isImpersonating() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream().anyMatch(SwitchUserGrantedAuthority.class::isInstance);
    }
}

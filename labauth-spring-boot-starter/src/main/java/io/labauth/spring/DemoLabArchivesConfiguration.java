package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.Secret;
import io.labauth.labarchives.LabArchives;
import io.labauth.testkit.FakeLabArchives;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Demo mode: a fake LabArchives, with people in it who can be signed in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(FakeLabArchives.class)
@Conditional(DemoModeCondition.class)
class DemoLabArchivesConfiguration {
    @Bean
    @ConditionalOnMissingBean
    FakeLabArchives fakeLabArchives() {
        FakeLabArchives fake = FakeLabArchives.start();
        FakeLabArchives.demoUsers().forEach(fake::addUser);
        return fake;
    }

    @Bean
    @ConditionalOnMissingBean
    DemoMode demoMode(Environment environment) {
        return new DemoMode(environment);
    }

    @Bean
    @ConditionalOnMissingBean(LoginProvider.class)
    LabArchives labArchives(FakeLabArchives fake) {
        return LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                .apiUrl(fake.apiUrl())
                .build();
    }
}

package io.labauth.spring;

import io.labauth.web.ConsumedFlows;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Completed logins in a table of the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DataSourceScriptDatabaseInitializer.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(ConsumedFlows.class)
@ConditionalOnProperty(name = ConsumedFlowsProperties.NAME, havingValue = "jdbc", matchIfMissing = true)
@EnableConfigurationProperties(JdbcConsumedFlowsConfiguration.SchemaProperties.class)
class JdbcConsumedFlowsConfiguration {
    private static final String SCHEMA = "classpath:META-INF/labauth/labauth-schema.sql";

    /**
     * How the table comes to be.
     *
     * @param initializeSchema whether the table is made at start-up where it is missing
     */
    @ConfigurationProperties("labauth.web")
    record SchemaProperties(@DefaultValue("embedded") DatabaseInitializationMode initializeSchema) {}

    @Bean
    @DependsOn("labauthSchema")
    @DependsOnDatabaseInitialization
    ConsumedFlows jdbcConsumedFlows(DataSource dataSource) {
        ConsumedFlowsTable.check(dataSource);
        return new JdbcConsumedFlows(dataSource, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean(name = "labauthSchema")
    DataSourceScriptDatabaseInitializer labauthSchema(DataSource dataSource, SchemaProperties properties) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setSchemaLocations(List.of(SCHEMA));
        settings.setMode(properties.initializeSchema());
        // Nodes that start at the same moment get in each other's way.
        settings.setContinueOnError(true);
        return new DataSourceScriptDatabaseInitializer(dataSource, settings);
    }
}

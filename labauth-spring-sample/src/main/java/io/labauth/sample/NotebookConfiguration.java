package io.labauth.sample;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the names of notebooks where the nodes have a database in common, else in memory. */
@Configuration(proxyBeanMethods = false)
class NotebookConfiguration {
    @Bean
    NotebookNames notebookNames(ObjectProvider<JdbcClient> databases) {
        JdbcClient database = databases.getIfAvailable();
        return database == null ? new MemoryNotebookNames() : new TableNotebookNames(database);
    }
}

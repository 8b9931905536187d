package io.labauth.spring;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** What joins the chain of applications that have none of their own. */
interface ChainPart {
    void addTo(HttpSecurity http);
}

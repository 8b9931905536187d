package io.labauth.spring;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in, as kept in the session: what pages show and nothing that lets anybody act as this person.
 *
 * <p>Is read from sessions that another version of labauth wrote, serialised or as JSON: what is missing is empty, what is not known is passed
 * over. Immutable.
 *
 * @param login the name of the login, which is the name of the provider's bean
 * @param fullName the person's name, for instance {@code Ada Lovelace}; may be empty
 * @param email the person's e-mail address, as the provider gives it; may be empty
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // javadoc asks for comments on a record's fields, which cannot have any
public record LabAuthPrincipal(String login, String fullName, String email)
        implements AuthenticatedPrincipal, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Takes what is missing for empty.
     *
     * @param login the name of the login
     * @param fullName the person's name
     * @param email the person's e-mail address
     */
    public LabAuthPrincipal(@Nullable String login, @Nullable String fullName, @Nullable String email) {
        this.login = login == null ? "" : login;
        this.fullName = fullName == null ? "" : fullName;
        this.email = email == null ? "" : email;
    }

    /**
     * What tells this person from others of the same login: the e-mail address; where there is none, the name.
     *
     * @return the address or the name
     */
    @Override
    public String getName() {
        return email.isEmpty() ? fullName : email;
    }

    @Override
    public String toString() {
        return "LabAuthPrincipal[" + login + "]";
    }
}

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
 * @param id what tells this person from all others in this application; empty for what the e-mail address tells
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // javadoc asks for comments on a record's fields, which cannot have any
public record LabAuthPrincipal(String login, String fullName, String email, String id)
        implements AuthenticatedPrincipal, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Takes what is missing for empty.
     *
     * @param login the name of the login
     * @param fullName the person's name
     * @param email the person's e-mail address
     * @param id what tells this person from all others
     */
    public LabAuthPrincipal(
            @Nullable String login, @Nullable String fullName, @Nullable String email, @Nullable String id) {
        this.login = login == null ? "" : login;
        this.fullName = fullName == null ? "" : fullName;
        this.email = email == null ? "" : email;
        this.id = id == null ? "" : id;
    }

    /**
     * A person whom the e-mail address tells from others.
     *
     * @param login the name of the login
     * @param fullName the person's name
     * @param email the person's e-mail address
     */
    public LabAuthPrincipal(String login, String fullName, String email) {
        this(login, fullName, email, "");
    }

    /**
     * What tells this person from others, to be kept as the owner of something: the id; where there is none, the e-mail address, else the name.
     *
     * @return for instance {@code orcid:0000-0002-1825-0097}, or an address
     */
    @Override
    public String getName() {
        if (!id.isEmpty()) {
            return id;
        }
        return email.isEmpty() ? fullName : email;
    }

    @Override
    public String toString() {
        return "LabAuthPrincipal[" + login + "]";
    }
}

package io.labauth.spring;

import io.labauth.LoginProvider;
import io.labauth.ServiceException;

/**
 * A person who has just signed in, as the provider names them.
 *
 * @param login the name of the login, which is the name of the provider's bean
 * @param service the service's name, for texts that a person reads
 * @param fullName the person's name; may be empty
 * @param email the person's e-mail address; may be empty
 * @param id what tells this person from all others in this application: the login's name and the provider's own identifier; empty where the
 *     e-mail address tells
 * @param user what the provider gave, for instance a {@link io.labauth.labarchives.LabArchivesUser}
 */
public record ProviderUser(String login, String service, String fullName, String email, String id, Object user) {
    static <U> ProviderUser of(String login, LoginProvider<U> provider, U user) {
        String email = provider.email(user);
        String subject = provider.subject(user);
        if (subject.isEmpty() && email.isEmpty()) {
            throw new ServiceException(
                    provider.serviceName() + " did not say who signed in: neither an identifier nor an e-mail address.",
                    200,
                    null,
                    null);
        }
        String id = subject.isEmpty() ? "" : login + ":" + subject;
        return new ProviderUser(login, provider.serviceName(), provider.displayName(user), email, id, user);
    }

    /**
     * What the provider gave, as what it is.
     *
     * @param type the provider's class of users
     * @param <U> the class
     * @return the user
     * @throws ClassCastException if it is of another class
     */
    public <U> U as(Class<U> type) {
        return type.cast(user);
    }

    @Override
    public String toString() {
        return "ProviderUser[" + login + "]";
    }
}

package io.labauth.sample;

import io.labauth.labarchives.LabArchivesUser;
import io.labauth.spring.ProviderUser;
import java.io.Serializable;
import java.util.List;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in, as kept in the session: what the pages show and nothing more.
 *
 * <p>The uid is left out. Whoever has it and the access key can act as this person: an application that must call
 * LabArchives later stores it like a password, encrypted and apart from the session.
 */
record Person(String fullName, String email, List<Notebook> notebooks) implements AuthenticatedPrincipal, Serializable {
    record Notebook(String name, boolean isDefault) implements Serializable {}

    Person {
        notebooks = List.copyOf(notebooks);
    }

    static Person of(ProviderUser user) {
        return new Person(
                user.fullName(),
                user.email(),
                user.as(LabArchivesUser.class).notebooks().stream()
                        .map(each -> new Notebook(each.name(), each.isDefault()))
                        .toList());
    }

    @Override
    public String getName() {
        return email;
    }

    @Override
    public String toString() {
        return "Person[" + notebooks.size() + " notebooks]";
    }
}

package io.labauth.labarchives;

import java.util.List;
import java.util.Optional;

/**
 * Who LabArchives says the user is: the answer of {@code user_access_info} and {@code user_info_via_id}.
 *
 * @param uid the user's id for this access key
 * @param email the user's e-mail; empty where the answer has none
 * @param fullName the user's name; empty text where the answer has none
 * @param notebooks the user's notebooks
 */
record UserAnswer(String uid, Optional<String> email, String fullName, List<Notebook> notebooks) {
    /** Reads the document; empty if it is not a user with an id. */
    static Optional<UserAnswer> of(Xml document) {
        return Optional.of(document)
                .filter(root -> root.name().equals("users"))
                .flatMap(users -> users.text("id")
                        .map(uid -> new UserAnswer(
                                uid, users.text("email"), users.text("fullname").orElse(""), notebooks(users))));
    }

    private static List<Notebook> notebooks(Xml users) {
        return users.children("notebooks")
                .flatMap(list -> list.children("notebook"))
                .flatMap(notebook -> notebook(notebook).stream())
                .toList();
    }

    private static Optional<Notebook> notebook(Xml notebook) {
        return notebook.text("id")
                .map(id -> new Notebook(
                        id,
                        notebook.text("name").orElse(""),
                        notebook.text("is-default").filter("true"::equals).isPresent()));
    }
}

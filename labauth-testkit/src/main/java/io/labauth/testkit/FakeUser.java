package io.labauth.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A person with an account at a fake.
 *
 * @param email the e-mail address; case does not matter when it is compared
 * @param fullName first and last name, separated by a space
 * @param uid the id that the first access key of the fake gets for this user; empty to have one generated
 * @param notebooks the user's notebooks, in order
 * @param maxUploadSize the largest upload in bytes
 */
public record FakeUser(String email, String fullName, String uid, List<FakeNotebook> notebooks, long maxUploadSize) {
    private static final long DEFAULT_MAX_UPLOAD_SIZE = 262_144_000;

    /**
     * Copies the list of notebooks.
     *
     * @param email the e-mail address, not blank
     * @param fullName first and last name
     * @param uid the uid, or an empty text
     * @param notebooks the notebooks
     * @param maxUploadSize the largest upload in bytes
     */
    public FakeUser {
        if (email.isBlank()) {
            throw new IllegalArgumentException("The e-mail address of a fake user is blank.");
        }
        notebooks = List.copyOf(notebooks);
    }

    /**
     * Describes a user whose uid and notebook ids are generated.
     *
     * @param email the e-mail address
     * @param fullName first and last name, separated by a space
     * @param notebooks the names of the notebooks; the first is the default one
     * @return the user, with an empty {@code uid} that the fake fills in when the user is added
     */
    public static FakeUser of(String email, String fullName, String... notebooks) {
        List<FakeNotebook> named = new ArrayList<>();
        for (String name : notebooks) {
            named.add(new FakeNotebook(RandomText.notebookId(), name, named.isEmpty()));
        }
        return new FakeUser(email, fullName, "", named, DEFAULT_MAX_UPLOAD_SIZE);
    }

    FakeUser withUid(String newUid) {
        return new FakeUser(email, fullName, newUid, notebooks, maxUploadSize);
    }
}

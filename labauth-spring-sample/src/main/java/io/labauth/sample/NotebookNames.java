package io.labauth.sample;

import java.util.List;

/** The names of people's notebooks: they outlive the session, since a key does too. */
interface NotebookNames {
    /** Puts these in the place of those of the last sign-in. */
    void remember(String owner, List<String> names);

    /** Empty for somebody who has never signed in. */
    List<String> of(String owner);
}

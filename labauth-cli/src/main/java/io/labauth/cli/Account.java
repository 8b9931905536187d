package io.labauth.cli;

import java.util.Map;
import java.util.Optional;

/** A saved credential in use. */
interface Account {
    /** Asks the service whom it takes the credential for: a blank name where it does not say, nothing where it cannot be asked. */
    Optional<String> whoAmI();

    /** Ends it at the service where that can be done; gives a sentence about what lives on, or an empty text. */
    String end();

    /** Forgets what is kept elsewhere on this machine, and asks no service. */
    default void forget() {}

    /** The environment variables by which programs of this service find it. */
    Map<String, String> variables();
}

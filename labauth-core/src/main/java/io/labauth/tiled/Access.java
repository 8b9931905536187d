package io.labauth.tiled;

import io.labauth.AuthenticationException.Reason;
import io.labauth.Credential;
import io.labauth.KeyOrigin;
import java.util.Optional;

/** By what right a request is sent. */
interface Access {
    /** What to send with the next request; a session may have to be refreshed for it. */
    Optional<Credential> credential();

    /** Where the key or the tokens were found. */
    Optional<KeyOrigin> origin();

    /** What it means that the server did not accept it. */
    Reason refused();
}

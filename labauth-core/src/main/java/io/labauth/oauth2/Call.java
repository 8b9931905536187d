package io.labauth.oauth2;

import io.labauth.AuthenticationException.Reason;

/** What a server is asked for, as messages name it, and what it means when it does not accept the credential. */
enum Call {
    METADATA("metadata", Reason.CLIENT_REFUSED),
    KEYS("signing keys", Reason.CLIENT_REFUSED),
    PUSH("pushed authorization request", Reason.CLIENT_REFUSED),
    EXCHANGE("exchange of the code", Reason.CODE_REFUSED),
    REFRESH("refresh", Reason.SESSION_EXPIRED),
    DEVICE("device authorization", Reason.CLIENT_REFUSED),
    POLL("device sign-in", Reason.CODE_REFUSED),
    USER_INFO("user-info", Reason.SESSION_EXPIRED),
    REVOCATION("revocation", Reason.SESSION_EXPIRED);

    private final String title;
    private final Reason credentialRefused;

    Call(String title, Reason credentialRefused) {
        this.title = title;
        this.credentialRefused = credentialRefused;
    }

    String title() {
        return title;
    }

    Reason credentialRefused() {
        return credentialRefused;
    }

    /** What is published is asked for as anybody may. */
    boolean carriesCredential() {
        return this != METADATA && this != KEYS;
    }

    /** A bare 401: the bearer's token where it was sent, else the application. */
    Reason unauthorized() {
        return this == USER_INFO ? Reason.SESSION_EXPIRED : Reason.CLIENT_REFUSED;
    }
}

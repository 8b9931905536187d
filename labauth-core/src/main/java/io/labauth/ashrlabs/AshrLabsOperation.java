package io.labauth.ashrlabs;

/** What Ashr Labs can be asked for, and whether an API key is enough for it, by its documentation. */
public enum AshrLabsOperation {
    /** Shows the API keys. */
    LIST_API_KEYS(true, "list API keys"),
    /** Revokes an API key. */
    REVOKE_API_KEY(true, "revoke an API key"),
    /** Creates an API key. */
    CREATE_API_KEY(false, "create an API key"),
    /** Creates or changes tenants. */
    MANAGE_TENANTS(false, "manage tenants"),
    /** Creates or changes users. */
    MANAGE_USERS(false, "manage users"),
    /** Uploads files. */
    UPLOAD(false, "upload files");

    private final boolean byApiKey;
    private final String description;

    AshrLabsOperation(boolean byApiKey, String description) {
        this.byApiKey = byApiKey;
        this.description = description;
    }

    /**
     * Whether an API key is enough; otherwise a person must sign in by OAuth.
     *
     * @return whether it is
     */
    public boolean isByApiKey() {
        return byApiKey;
    }

    /** Goes on after "to". */
    String description() {
        return description;
    }
}

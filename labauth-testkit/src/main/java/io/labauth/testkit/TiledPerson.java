package io.labauth.testkit;

import java.util.List;
import java.util.UUID;

/** Somebody whom {@link FakeTiled} knows; without a password, by an external provider. */
record TiledPerson(UUID uuid, String name, String password, List<String> scopes) {
    private static final List<String> OF_USERS = List.of(
            "read:metadata",
            "read:data",
            "write:metadata",
            "write:data",
            "delete:revision",
            "delete:node",
            "create:node",
            "register",
            "create:apikeys",
            "revoke:apikeys");
    private static final List<String> OF_ADMINISTRATORS = List.of(
            "read:metadata",
            "read:data",
            "create:apikeys",
            "revoke:apikeys",
            "admin:apikeys",
            "read:principals",
            "write:principals",
            "metrics");

    static TiledPerson user(String name, String password) {
        return new TiledPerson(UUID.randomUUID(), name, password, OF_USERS);
    }

    static TiledPerson administrator(String name, String password) {
        return new TiledPerson(UUID.randomUUID(), name, password, OF_ADMINISTRATORS);
    }
}

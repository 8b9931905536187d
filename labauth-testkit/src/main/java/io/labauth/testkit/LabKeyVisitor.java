package io.labauth.testkit;

import org.jspecify.annotations.Nullable;

/** Who is calling: a user with a session, or a guest without one. */
record LabKeyVisitor(FakeLabKeyUser user, @Nullable String session, boolean isNewSession) {
    private static final FakeLabKeyUser GUEST = new FakeLabKeyUser(0, "guest", "guest", false);

    static LabKeyVisitor guest() {
        return new LabKeyVisitor(GUEST, null, false);
    }

    boolean isGuest() {
        return user.id() == 0;
    }
}

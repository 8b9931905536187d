package io.labauth.cli;

/** Saved credentials put to use. */
final class Accounts {
    private Accounts() {}

    static Account of(SavedCredential saved, Invocation invocation) {
        return switch (saved.service()) {
            case LABARCHIVES -> new LabArchivesAccount(saved, invocation);
            case TILED -> new TiledAccount(saved, invocation);
            case OAUTH -> new OAuthAccount(saved, invocation, Credentials.of(invocation));
            case LABKEY -> new LabKeyAccount(saved);
            case ASH -> new AshAccount(saved);
            case ASHR -> new AshrLabsAccount(saved);
            case APPLICATION -> new ApplicationAccount(saved);
        };
    }
}

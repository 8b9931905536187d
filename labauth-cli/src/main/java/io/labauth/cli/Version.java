package io.labauth.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"labauth " + number() + " (Java " + Runtime.version() + ")"};
    }

    /** From the jar's manifest. */
    private static String number() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}

package io.labauth.sample.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for {@code localhost} that nobody vouches for, made by the JDK's keytool and written as nginx reads it (PEM, RFC 7468).
 *
 * @param certificate its file
 * @param privateKey its key's file
 */
record ThrowAwayCertificate(Path certificate, Path privateKey) {
    private static final String NAME = "localhost";
    private static final String PASSWORD = "throw-away";

    static ThrowAwayCertificate in(Path directory) throws IOException {
        Path store = directory.resolve("certificate.p12");
        Server.run(directory.resolve("keytool.log"), command(store));
        try (InputStream content = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(content, PASSWORD.toCharArray());
            return new ThrowAwayCertificate(
                    write(
                            directory.resolve("certificate.pem"),
                            "CERTIFICATE",
                            keys.getCertificate(NAME).getEncoded()),
                    write(
                            directory.resolve("key.pem"),
                            "PRIVATE KEY",
                            keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("keytool wrote what the JDK cannot read", e);
        }
    }

    private static List<String> command(Path store) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                NAME,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + NAME,
                "-ext",
                "SAN=dns:" + NAME,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
    }

    private static Path write(Path file, String label, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}

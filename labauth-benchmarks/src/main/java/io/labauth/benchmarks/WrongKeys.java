package io.labauth.benchmarks;

import io.labauth.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/** Keys as somebody sends them who guesses: to the letter of the format, with the right checksum, each from another address. */
final class WrongKeys {
    private static final String SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final String HEAD = "lab_live_";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 52;
    private static final int CHECKSUM_LENGTH = 7;

    private final Random random;
    private int addresses;

    WrongKeys(long seed) {
        this.random = new Random(seed);
    }

    /** Of no key that was ever issued. */
    Secret withUnknownId() {
        return whole(HEAD + symbols(ID_LENGTH) + symbols(SECRET_LENGTH));
    }

    /** Of a key that there is. */
    Secret withWrongSecret(Secret good) {
        return whole(good.reveal().substring(0, HEAD.length() + ID_LENGTH) + symbols(SECRET_LENGTH));
    }

    /** Another each time, since whoever sends many wrong keys has to wait. */
    InetAddress address() {
        int next = addresses++;
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) (next >> 16), (byte) (next >> 8), (byte) next});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }

    boolean heads() {
        return random.nextBoolean();
    }

    private Secret whole(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder key = new StringBuilder(text);
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            key.append(SYMBOLS.charAt((int) (crc.getValue() >>> (i * 5)) & 31));
        }
        return Secret.of(key.toString());
    }

    private String symbols(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
        }
        return text.toString();
    }
}

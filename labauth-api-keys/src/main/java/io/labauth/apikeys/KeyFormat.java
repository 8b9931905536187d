package io.labauth.apikeys;

import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a key is written: {@code PREFIX_MARK_}, then the public id, the secret and the checksum in one run of {@link Symbols}.
 *
 * <p>The checksum is the CRC-32 of all that stands before it, so that one changed character or two exchanged neighbours never pass.
 */
final class KeyFormat {
    static final int ID_LENGTH = 12;

    /** 260 bits. */
    private static final int SECRET_LENGTH = 52;

    private static final int CHECKSUM_LENGTH = 7;
    private static final int TAIL_LENGTH = ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{1,11}");
    private static final Pattern MARK = Pattern.compile("[a-z0-9]{1,8}");

    private final String head;
    private final int length;

    KeyFormat(String prefix, String mark) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A key's prefix is 2 to 12 small letters and digits, the first a letter; for instance lab");
        }
        if (!MARK.matcher(mark).matches()) {
            throw new IllegalArgumentException(
                    "A key's environment mark is 1 to 8 small letters and digits; for instance live or test");
        }
        this.head = prefix + "_" + mark + "_";
        this.length = head.length() + TAIL_LENGTH;
    }

    /** Matches every key of this format, for secret scanners. */
    Pattern pattern() {
        return Pattern.compile("\\b" + head + Symbols.CLASS + "{" + TAIL_LENGTH + "}\\b");
    }

    KeyText generate(SecureRandom random) {
        String id = Symbols.random(random, ID_LENGTH);
        String text = head + id + Symbols.random(random, SECRET_LENGTH);
        return new KeyText(id, Secret.of(text + checksum(text)));
    }

    /** Empty unless the text is a key to the letter. */
    Optional<KeyText> parse(Secret presented) {
        String text = presented.reveal();
        if (text.length() != length || !text.startsWith(head) || !isSymbols(text)) {
            return Optional.empty();
        }
        int end = length - CHECKSUM_LENGTH;
        if (!same(checksum(text.substring(0, end)), text.substring(end))) {
            return Optional.empty();
        }
        return Optional.of(new KeyText(text.substring(head.length(), head.length() + ID_LENGTH), presented));
    }

    /** What a key is listed by. */
    String firstCharacters(String id) {
        return head + id;
    }

    private boolean isSymbols(String text) {
        for (int i = head.length(); i < length; i++) {
            if (!Symbols.isSymbol(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Symbols.of(crc.getValue(), CHECKSUM_LENGTH);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}

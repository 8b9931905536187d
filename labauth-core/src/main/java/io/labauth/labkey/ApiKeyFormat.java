package io.labauth.labkey;

import io.labauth.Secret;
import java.util.regex.Pattern;

/** The form of LabKey's keys: 64 hexadecimal digits. */
final class ApiKeyFormat {
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern OLD_PREFIX = Pattern.compile("(apikey|session)\\|.*", Pattern.DOTALL);

    private ApiKeyFormat() {}

    /**
     * Refuses what cannot be a key, before anything is sent: LabKey counts wrong keys, and after some refuses right ones too.
     *
     * @throws IllegalArgumentException if it is of another form; never shows it
     */
    static Secret check(Secret key) {
        String text = key.reveal();
        if (OLD_PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "The LabKey key is malformed: it begins with \"" + text.substring(0, text.indexOf('|'))
                            + "|\", as older servers wrote it, and no server accepts that today. Create a new key.");
        }
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A LabKey key has 64 hexadecimal digits, and this is something else: copy the whole key, and nothing but it.");
        }
        return key;
    }
}

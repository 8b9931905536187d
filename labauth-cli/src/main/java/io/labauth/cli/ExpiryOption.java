package io.labauth.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes what can be a key's time, before anybody is asked; each service reads it in its own way. */
final class ExpiryOption implements ITypeConverter<String> {
    private static final Pattern FORM = Pattern.compile("never|\\d{1,12}|\\d{1,9}[ywdhms](?: ?\\d{1,9}[ywdhms]){0,5}");

    @Override
    public String convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("write a time as 10m, 12h, 30d or 1y, or never");
        }
        return text;
    }
}

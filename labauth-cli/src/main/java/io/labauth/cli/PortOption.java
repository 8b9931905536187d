package io.labauth.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port; 0 stands for any free one. */
final class PortOption implements ITypeConverter<Integer> {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,5}");
    private static final int LAST = 65_535;

    @Override
    public Integer convert(String text) {
        if (!DIGITS.matcher(text).matches() || Integer.parseInt(text) > LAST) {
            throw new TypeConversionException("write a port as a number up to " + LAST);
        }
        return Integer.valueOf(text);
    }
}

package io.labauth.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code email=…,name=…,notebook=…}; a comma inside of a value is kept. */
final class UserOption implements ITypeConverter<FakeUser> {
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(email|name|notebook)=)");

    @Override
    public FakeUser convert(String text) {
        String email = "";
        String name = "";
        List<String> notebooks = new ArrayList<>();
        for (String part : SEPARATOR.split(text, -1)) {
            String value = part.substring(part.indexOf('=') + 1).strip();
            switch (part.substring(0, Math.max(part.indexOf('='), 0)).strip()) {
                case "email" -> email = value;
                case "name" -> name = value;
                case "notebook" -> notebooks.add(value);
                default -> throw unreadable();
            }
        }
        if (email.isEmpty()) {
            throw unreadable();
        }
        return FakeUser.of(email, name.isEmpty() ? email : name, notebooks.toArray(String[]::new));
    }

    private static TypeConversionException unreadable() {
        return new TypeConversionException("write it as \"email=a@example.org,name=Ada Brandt,notebook=Optics\"");
    }
}

package io.labauth.labarchives;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file: a {@code NAME=value} on each line, as a shell would.
 *
 * <p>{@code export} before the name, spaces around {@code =}, comments, single quotes (literal) and double quotes (with {@code \n},
 * {@code \r}, {@code \t} and escaped signs) are understood, as are a byte order mark and Windows' line ends. Variables within
 * values are not replaced: passwords may contain a {@code $}. The last of two equal names holds. Only {@code \n}, {@code \r} and both together
 * end a line: other characters that some call line ends belong to the value.
 */
final class DotEnv {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(?<value>.*)", Pattern.DOTALL);
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'(?<text>[^']*)'\\s*(?:#.*)?", Pattern.DOTALL);
    private static final Pattern DOUBLE_QUOTED =
            Pattern.compile("\"(?<text>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"\\s*(?:#.*)?", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*$", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();

    private DotEnv(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @return its names and values; none if there is no such file
     * @throws IllegalStateException if it cannot be read; names the file, the line and the problem, never the value
     */
    static Map<String, String> read(Path file) {
        try {
            return new DotEnv(file).parse(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(file + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read: check that it is a file and its permissions.", e);
        }
    }

    private Map<String, String> parse(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 && lines.get(0).startsWith(BYTE_ORDER_MARK)
                    ? lines.get(0).substring(1)
                    : lines.get(i);
            parse(line.strip(), i + 1);
        }
        return values;
    }

    private void parse(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            throw unreadable(number, "it is not of the form NAME=value");
        }
        values.put(assignment.group("name"), value(assignment.group("value"), number));
    }

    private String value(String text, int number) {
        if (text.startsWith("'")) {
            return quoted(SINGLE_QUOTED.matcher(text), number);
        }
        if (text.startsWith("\"")) {
            String escaped = quoted(DOUBLE_QUOTED.matcher(text), number);
            return ESCAPE.matcher(escaped).replaceAll(escape -> Matcher.quoteReplacement(unescape(escape.group(1))));
        }
        return COMMENT.matcher(text).replaceFirst("");
    }

    private String quoted(Matcher value, int number) {
        if (!value.matches()) {
            throw unreadable(number, "the quoted value does not end, or something follows it");
        }
        return value.group("text");
    }

    private static String unescape(String sign) {
        return switch (sign) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> sign;
        };
    }

    private IllegalStateException unreadable(int number, String problem) {
        return new IllegalStateException(file + ", line " + number + ", cannot be read: " + problem + ".");
    }
}

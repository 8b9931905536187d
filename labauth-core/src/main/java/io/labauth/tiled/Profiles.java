package io.labauth.tiled;

import io.labauth.keys.KeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The profiles in Tiled's directories: YAML files that map names to servers. Later directories are closer to the user and win; a name
 * that stands in two files of one directory is in neither.
 *
 * @param directories the places, the user's own last; they need not exist
 */
record Profiles(List<Path> directories) {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();
    /** What is shown of what somebody took for a name. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._ -]{1,40}");

    /** The profile of this name; throws if there is none. */
    Profile require(String name) {
        for (int i = directories.size() - 1; i >= 0; i--) {
            List<Profile> found = profiles(directories.get(i))
                    .filter(profile -> profile.name().equals(name))
                    .toList();
            if (found.size() > 1) {
                throw new IllegalStateException("Two files define the profile " + name + ": remove it from one of "
                        + found.stream().map(each -> each.file().toString()).collect(Collectors.joining(", ")) + ".");
            }
            if (found.size() == 1) {
                return found.get(0);
            }
        }
        throw new IllegalStateException("There is no Tiled profile " + shown(name) + " in "
                + directories.stream().map(Path::toString).collect(Collectors.joining(" or ")) + ": write "
                + alternatives() + "the address of a server with its https://.");
    }

    /** An address without its scheme may have a key in it, and may be one. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "of that name";
    }

    private String alternatives() {
        String names = String.join(", ", names());
        return names.isEmpty() ? "" : "one of " + names + ", or ";
    }

    private TreeSet<String> names() {
        return directories.stream()
                .flatMap(Profiles::profiles)
                .map(Profile::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Profile> profiles(Path directory) {
        return files(directory).stream().flatMap(Profiles::read);
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Profiles::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(directory + " cannot be listed: check its permissions.", e);
        }
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    private static Stream<Profile> read(Path file) {
        JsonNode content = content(file);
        if (content.findValue(TiledAddress.API_KEY) != null) {
            KeyFile.warnIfReadByOthers(file);
        }
        return content.propertyStream().map(each -> new Profile(each.getKey(), file, each.getValue()));
    }

    private static JsonNode content(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Optional.of(MAPPER.readTree(bytes))
                    .filter(node -> node.isObject() || node.isMissingNode() || node.isNull())
                    .orElseThrow(() -> new IllegalStateException(file + " maps no names to profiles."));
        } catch (JacksonException e) {
            // Its message, and with it the cause, would show the file's text.
            throw new IllegalStateException(file + " cannot be read as YAML" + line(e) + ".");
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read: check its permissions.", e);
        }
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }
}

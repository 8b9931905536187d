package io.labauth.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of one request: split first, then decoded once, in the order of the request. */
final class Parameters {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Set<String> SECRETS = Set.of("sig", "password");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Parses a raw query or form; throws {@link ApiFailure} when an escape is malformed. */
    static Parameters parse(String raw) {
        Parameters parameters = new Parameters();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    Optional<String> find(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw new ApiFailure(ApiFailure.BAD_PARAMETER, "The parameter " + name + " is repeated.");
        }
        return found.stream().findFirst();
    }

    String require(String name) {
        return find(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new ApiFailure(ApiFailure.BAD_PARAMETER, "The parameter " + name + " is missing."));
    }

    /** The first value of each parameter, without signature and password. */
    Map<String, String> withoutSecrets() {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            if (!SECRETS.contains(name)) {
                shown.put(name, all.get(0));
            }
        });
        return Collections.unmodifiableMap(shown);
    }

    /** Everything but what differs between two signed requests for the same thing. */
    Map<String, List<String>> withoutSigning() {
        Map<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.remove("expires");
        rest.remove("sig");
        return rest;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private static String decode(String raw) {
        if (BAD_ESCAPE.matcher(raw).find()) {
            throw malformed();
        }
        String decoded = URLDecoder.decode(raw, StandardCharsets.UTF_8);
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw malformed();
        }
        return decoded;
    }

    private static ApiFailure malformed() {
        return new ApiFailure(ApiFailure.BAD_PARAMETER, "The parameters are not percent-encoded UTF-8.");
    }
}

package io.labauth.cli;

import io.labauth.KeyOrigin;
import io.labauth.LabAuthException;
import io.labauth.Secret;
import io.labauth.labarchives.ApiResponse;
import io.labauth.labarchives.LabArchives;
import io.labauth.labarchives.LabArchivesSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * LabArchives: the access key and where it was found, the host, the clock, and whether LabArchives accepts the key.
 *
 * @param invocation where the settings are
 * @param asksServices whether LabArchives may be asked
 */
record LabArchivesChecks(Invocation invocation, boolean asksServices) {
    private static final String KEY = "LabArchives access key";
    private static final Duration TOLERATED = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    List<Check> all() {
        Map<String, String> environment = invocation.environment();
        Path directory = invocation.directory();
        List<Check> checks = new ArrayList<>();
        FileCheck.of("file .env", directory.resolve(".env").toAbsolutePath()).ifPresent(checks::add);
        try {
            if (!LabArchives.isConfigured(environment, directory)) {
                checks.add(Check.note(
                        KEY,
                        "ACCESS_KEYID is neither in the environment nor in .env here.",
                        "LabArchives gives ACCESS_KEYID and ACCESS_PWD to registered applications. To try without:"
                                + " labauth fake labarchives"));
                return checks;
            }
            checks.add(found(LabArchives.settings(environment, directory)));
            if (asksServices) {
                ask(
                        LabArchives.builderFromEnvironment(environment, directory)
                                .timeout(PATIENCE)
                                .retries(false)
                                .build(),
                        checks);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            checks.add(Check.failed(KEY, e));
        }
        return checks;
    }

    /** A blank inside of the password or quotation marks around it are the usual mistakes of copying. */
    private static Check found(List<LabArchivesSetting> settings) {
        Map<String, List<String>> names = settings.stream()
                .collect(Collectors.groupingBy(
                        setting -> place(setting.origin()),
                        TreeMap::new,
                        Collectors.mapping(LabArchivesSetting::name, Collectors.toList())));
        String where = names.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " from " + entry.getKey())
                .collect(Collectors.joining("; "));
        boolean odd = settings.stream().map(LabArchivesSetting::value).anyMatch(LabArchivesChecks::looksCopiedBadly);
        return odd
                ? Check.problem(
                        KEY,
                        where + ". One of them has a blank or quotation marks in it.",
                        "Copy it again, without them.")
                : Check.ok(KEY, where + ".");
    }

    private static String place(KeyOrigin origin) {
        return origin.kind() == KeyOrigin.Kind.ENVIRONMENT_VARIABLE ? "the environment" : origin.toString();
    }

    private static boolean looksCopiedBadly(Secret value) {
        return value.reveal().matches("(?s).*\\s.*|[\"'].*[\"']");
    }

    private void ask(LabArchives labArchives, List<Check> checks) {
        try {
            Instant theirs = labArchives.serviceTime();
            checks.add(Check.ok("LabArchives host", "It answers: " + labArchives + "."));
            checks.add(clock(Duration.between(invocation.clock().instant(), theirs)));
        } catch (LabAuthException e) {
            checks.add(Check.failed("LabArchives host", e));
            return;
        }
        // A signed call that changes nothing and is about nobody.
        try (ApiResponse answer =
                labArchives.get("users", "email_has_account", Map.of("email", "nobody@example.org"))) {
            checks.add(Check.ok(
                    "LabArchives signature", "LabArchives accepts the access key (HTTP " + answer.status() + ")."));
        } catch (LabAuthException e) {
            checks.add(Check.failed("LabArchives signature", e));
        }
    }

    private static Check clock(Duration ahead) {
        long seconds = ahead.abs().toSeconds();
        String text = seconds < 2
                ? "This machine's clock agrees with LabArchives'."
                : "This machine's clock is " + seconds + " seconds " + (ahead.isNegative() ? "ahead of" : "behind")
                        + " LabArchives'.";
        return ahead.abs().compareTo(TOLERATED) > 0
                ? Check.problem(
                        "clock",
                        text,
                        "Set it by the network (timedatectl set-ntp true): LabArchives tolerates about two minutes (error 4504).")
                : Check.ok("clock", text);
    }
}

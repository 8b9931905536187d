package io.labauth.ash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labauth.Secret;
import io.labauth.ash.AshVerdict.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AshGuardTest {
    private static final Logger LOG = Logger.getLogger(AshGuard.class.getName());
    private static final String KEY = "ash_0123456789abcdef0123456789abcdef";
    private static final String OTHER = "any text";

    private final AshGuard guard = AshGuard.of(List.of(Secret.of(KEY), Secret.of("sesame")));
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "sesame"})
    void check_whenTheKeyIsConfigured_letsItIn(String key) {
        assertThat(guard.check("/api/agents", "Bearer " + key).access()).isEqualTo(Access.KEY);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void check_whenThereIsNoHeader_refusesInAshsWords(String header) {
        assertThat(guard.check("/api/agents", header))
                .isEqualTo(new AshVerdict(
                        Access.REFUSED, "{\"error\":\"Missing Authorization header\",\"statusCode\":401}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer " + KEY,
                "BEARER " + KEY,
                "Bearer  " + KEY,
                "Bearer\t" + KEY,
                " Bearer " + KEY,
                "Bearer " + KEY + " ",
                "Bearer " + KEY + " x",
                "Bearer",
                "Bearer ",
                "Basic " + KEY,
                KEY
            })
    void check_whenTheHeaderIsOfAnotherForm_refusesInAshsWords(String header) {
        assertThat(guard.check("/api/agents", header).body())
                .isEqualTo("{\"error\":\"Invalid Authorization header format\",\"statusCode\":401}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesam", "sesame1", "Sesame", "x"})
    void check_whenTheKeyIsAnother_refusesInAshsWords(String key) {
        AshVerdict verdict = guard.check("/api/agents", "Bearer " + key);

        assertThat(verdict.isAllowed()).isFalse();
        assertThat(verdict.body()).isEqualTo("{\"error\":\"Invalid API key\",\"statusCode\":401}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/docs", "/docs/", "/docs/openapi.json", "/metrics"})
    void check_whenThePathIsPublic_wantsNoKey(String path) {
        assertThat(guard.check(path, null).access()).isEqualTo(Access.PUBLIC);
        assertThat(guard.check(path, "Bearer wrong").access()).isEqualTo(Access.PUBLIC);
    }

    @Test
    void check_whenThePathIsInternal_wantsAKey() {
        assertThat(guard.check("/api/internal/runners", null).isAllowed()).isFalse();
        assertThat(guard.check("/api/internal/runners", "Bearer " + KEY).access())
                .isEqualTo(Access.KEY);
    }

    @Test
    void withInternalPaths_leavesThemToTheServer() {
        assertThat(guard.withInternalPaths().check("/api/internal/runners", null))
                .isEqualTo(new AshVerdict(Access.INTERNAL, ""));
        assertThat(guard.withInternalPaths().withKeyForMetrics().check("/api/internal/runners", null))
                .isEqualTo(new AshVerdict(Access.INTERNAL, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/healthy",
                "/health/",
                "/Health",
                "/health;x",
                "/docs2",
                "/docs/../api/agents",
                "/docs/..",
                "/docs/./x",
                "/docs//x",
                "/docs/%2e%2e/api/agents",
                "/docs/..%2fapi",
                "/docs/..;/api/agents",
                "/docs/..\\api",
                "//docs/x",
                "/api/internal",
                "/api/internal/../agents",
                "/api/internal/%2e%2e/agents",
                "/api/internalx",
                "/metrics/x"
            })
    void check_whenThePathOnlyLooksPublic_wantsAKey(String path) {
        assertThat(guard.check(path, null).isAllowed()).isFalse();
        assertThat(guard.withInternalPaths().check(path, null).isAllowed()).isFalse();
        assertThat(guard.check(path, "Bearer " + KEY).access()).isEqualTo(Access.KEY);
    }

    @Test
    void check_whenThePathIsVeryLong_answers() {
        assertThat(guard.check("/docs" + "/a".repeat(100_000), null).access()).isEqualTo(Access.PUBLIC);
    }

    @Test
    void withKeyForMetrics_wantsAKeyThereToo() {
        assertThat(guard.withKeyForMetrics().check("/metrics", null).isAllowed())
                .isFalse();
        assertThat(guard.withKeyForMetrics().check("/health", null).isAllowed()).isTrue();
    }

    @Test
    void of_whenThereIsNoKey_refusesToOpenTheServer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AshGuard.of(List.of()))
                .withMessageContaining("ASH_API_KEY");
    }

    @Test
    void forDevelopment_whenThereIsNoKey_acceptsEverythingAndSaysSo() {
        AshGuard open = AshGuard.forDevelopment(List.of());

        assertThat(open.check("/api/agents", null).access()).isEqualTo(Access.DEVELOPMENT);
        assertThat(open.check("/api/agents", "Basic x").access()).isEqualTo(Access.DEVELOPMENT);
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains("development mode", "accepts every request", "ASH_API_KEY");
    }

    @Test
    void forDevelopment_whenThereIsAKey_wantsIt() {
        AshGuard closed = AshGuard.forDevelopment(List.of(Secret.of("sesame")));

        assertThat(closed.check("/api/agents", null).isAllowed()).isFalse();
        assertThat(closed.check("/api/agents", "Bearer " + OTHER).isAllowed()).isFalse();
        assertThat(closed.check("/api/agents", "Bearer sesame").isAllowed()).isTrue();
        assertThat(logged).isEmpty();
    }
}

package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private long nanos;
    private final CallLog log = new CallLog(() -> nanos);

    @Test
    void count_isPerMethod() {
        add("epoch_time", 200, "a");
        add("user_access_info", 401, "a");
        add("user_access_info", 200, "b");

        assertThat(log.count("user_access_info")).isEqualTo(2);
        assertThat(log.count("max_file_size")).isZero();
        assertThat(log.total()).isEqualTo(3);
    }

    @Test
    void retried4xx_countsWhatRepeatsARefusedCall() {
        add("user_access_info", 401, "a");
        add("user_access_info", 401, "b");
        add("user_access_info", 401, "a");
        add("user_access_info", 200, "a");

        assertThat(log.retried4xx()).isEqualTo(2);
    }

    @Test
    void retried4xx_whenTheFirstFailedOnTheServersSide_doesNotCount() {
        add("user_info_via_id", 500, "a");
        add("user_info_via_id", 200, "a");
        add("user_info_via_id", 200, "a");

        assertThat(log.retried4xx()).isZero();
    }

    @Test
    void lessThanOneSecondApart_countsCloseFollowers() {
        add("epoch_time", 200, "a");
        nanos += Duration.ofMillis(999).toNanos();
        add("epoch_time", 200, "a");
        nanos += Duration.ofSeconds(1).toNanos();
        add("epoch_time", 200, "a");

        assertThat(log.lessThanOneSecondApart()).isEqualTo(1);
    }

    @Test
    void log_overHttp_seesRetriesOfSignedCalls() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            SignedClient client = SignedClient.of(fake);
            client.resume("x'^,");
            client.resume("x'^,");
            client.resume("y");

            assertThat(fake.calls().retried4xx()).isEqualTo(1);
            assertThat(fake.calls().lessThanOneSecondApart()).isEqualTo(2);
            assertThat(fake.calls().count("user_info_via_id")).isEqualTo(3);
        }
    }

    @Test
    void log_neverHoldsSignatureOrPassword() throws Exception {
        try (FakeLabArchives fake = FakeLabArchives.start()) {
            SignedClient.of(fake).exchange("ada@example.org", "s3cret");

            assertThat(fake.calls().all()).singleElement().satisfies(call -> {
                assertThat(call.parameters()).containsOnlyKeys("akid", "expires", "login_or_email");
                assertThat(call).asString().doesNotContain("s3cret");
            });
        }
    }

    @Test
    void reset_forgetsEverything() {
        add("epoch_time", 401, "a");

        log.reset();

        assertThat(log.total()).isZero();
    }

    private void add(String method, int status, String parameter) {
        log.add(new CallLog.Call("users", method, "GET", status, Map.of()), parameter);
    }
}

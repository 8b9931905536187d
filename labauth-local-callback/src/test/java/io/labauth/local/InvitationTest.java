package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvitationTest {
    private static final Map<String, String> HUB = Map.of("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/");

    @Test
    void waysOut_onAHub_sayHowTheHubPassesTheCallbackOn() {
        assertThat(waysOut(HUB, true)).contains("callbackBaseUri(URI.create(\"https://YOUR-HUB/user/ada/proxy/");
        assertThat(waysOut(HUB, false)).doesNotContain("callbackBaseUri");
        assertThat(waysOut(Map.of(), true)).doesNotContain("callbackBaseUri");
    }

    @Test
    void waysOut_nameNoOther_whereTheServiceHasNone() {
        assertThat(waysOut(Map.of(), true).split("  - or ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"PT1M, ' within 60 seconds:'", "PT5M, :", "PT1H, :"})
    void link_thatEndsBeforeTheListener_saysWhen(Duration validity, String end) {
        try (CallbackCollector<String> collector =
                LocalLogin.with(new StubProvider().withValidity(validity)).open()) {
            assertThat(invitation(collector, Map.of(), true).link())
                    .startsWith("To sign in to Example, open this address" + end + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.5S, 0 seconds",
        "PT1S, 1 second",
        "PT2S, 2 seconds",
        "PT119S, 119 seconds",
        "PT2M, 2 minutes",
        "PT5M30S, 5 minutes"
    })
    void text_isAsExactAsAPersonWantsIt(Duration time, String text) {
        assertThat(Invitation.text(time)).isEqualTo(text);
    }

    private static String waysOut(Map<String, String> environment, boolean codeHints) {
        try (CallbackCollector<String> collector =
                LocalLogin.with(new StubProvider()).open()) {
            return invitation(collector, environment, codeHints).waysOut(true);
        }
    }

    private static Invitation invitation(
            CallbackCollector<String> collector, Map<String, String> environment, boolean codeHints) {
        Surroundings surroundings = new Surroundings("Linux", environment, path -> false);
        return new Invitation(new StubProvider(), collector, Duration.ofMinutes(5), surroundings, codeHints);
    }
}

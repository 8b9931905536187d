package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;

class FlowCookieFuzzTest {
    private static final SealingKeys KEYS =
            SealingKeys.of(List.of(Secret.of("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")));
    private static final FlowSeal SEAL = new FlowSeal(KEYS);
    /** The one flow that was ever sealed with this key; the corpus begins with it. */
    private static final String SEALED =
            "eyJraWQiOiJjczF1aENMRSIsImVuYyI6IkEyNTZHQ00iLCJhbGciOiJkaXIifQ..Yg1XGah3pwPygnIE.30paDZhXROr7jz_kGH-PiCZ2YeQK4T_NQhZimGr2laA8LDrmmdv1KaeHuQ.KDNrc4LF-b0Sm1yIMaVu3Q";

    private final Site site = Site.withState();
    private final WebLogin<String> node = WebLogin.builder(site.provider, Site.BASE, KEYS)
            .consumedFlows(site.consumed)
            .clock(site)
            .build();

    @FuzzTest(maxDuration = "10m")
    void cookie_thatWeDidNotSeal_opensNothingAndExchangesNothing(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);

        assertThat(SEAL.open(text).flow().isPresent()).isEqualTo(text.equals(SEALED));
        for (String header : List.of(text, "__Host-labauth-flow-0=" + text)) {
            LoginStep<String> step = node.finish("/callback", "code=Ada&state=x", List.of(header));

            assertThat(step).isInstanceOf(LoginStep.Refused.class);
            assertThat(step.cookies()).hasSizeLessThanOrEqualTo(FlowCookies.SLOTS + 1);
        }
        assertThat(site.provider.exchanges()).isZero();
    }
}

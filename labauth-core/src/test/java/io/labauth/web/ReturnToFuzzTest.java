package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ReturnToFuzzTest {
    private static final List<String> OWN = List.of("/login", "/callback", "/logout");
    private static final URI PAGE = URI.create("https://lab.example.org/app/page");
    private static final ReturnTo RETURN_TO = new ReturnTo(URI.create("https://lab.example.org/app"), OWN);

    @FuzzTest(maxDuration = "10m")
    void checked_isAlwaysAPageOfTheApplication(byte[] wish) {
        String checked = RETURN_TO.checked(new String(wish, StandardCharsets.UTF_8));

        URI target = RETURN_TO.toUri(checked);
        String path = target.normalize().getPath();
        assertThat(target.getScheme()).isEqualTo("https");
        assertThat(target.getRawAuthority()).isEqualTo("lab.example.org");
        assertThat(PAGE.resolve(checked)).as("what a browser makes of it").isEqualTo(target);
        assertThat(path).startsWith("/app/").doesNotContain("\\", "//");
        assertThat(OWN).noneMatch(own -> (path + "/").matches("/app" + own + "[/;].*"));
        assertThat(checked).matches("[!-~]{1,256}");
        assertThat(RETURN_TO.checked(checked)).as("checked twice").isEqualTo(checked);
    }
}

package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final String PREFIX = "JUPYTERHUB_SERVICE_PREFIX";

    @Test
    void hubProxy_isAtTheServersOwnAddress_whereTheHubTellsIt() {
        assertThat(with(Map.of(PREFIX, "/user/ada/")).hubProxy(8443)).contains("https://YOUR-HUB/user/ada/proxy/8443/");
        assertThat(with(Map.of(PREFIX, "/user/ada/", "JUPYTERHUB_PUBLIC_URL", "https://hub.example.org/user/ada/"))
                        .hubProxy(8443))
                .contains("https://hub.example.org/user/ada/proxy/8443/");
        assertThat(with(Map.of()).hubProxy(8443)).isEmpty();
    }

    @Test
    void isNotebook_whereJupyterStartedTheProcess() {
        assertThat(with(Map.of("JPY_PARENT_PID", "7")).isNotebook()).isTrue();
        assertThat(with(Map.of()).isNotebook()).isFalse();
    }

    private static Surroundings with(Map<String, String> environment) {
        return new Surroundings("Linux", environment, path -> false);
    }
}

package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JupyterServerTest {
    @Test
    void proxy_outsideOfJupyter_isNone() {
        assertThat(new JupyterServer(Map.of()).proxy(8089)).isEmpty();
    }

    @Test
    void proxy_onAHub_isTheHubsAndNotTheServersBehindIt() {
        JupyterServer server = new JupyterServer(Map.of(
                "JUPYTERHUB_SERVICE_PREFIX", "/user/ada/",
                "JUPYTERHUB_PUBLIC_URL", "https://hub.example.org/user/ada",
                "JUPYTER_SERVER_URL", "http://localhost:8888/user/ada/"));

        assertThat(server.proxy(8089)).contains("https://hub.example.org/user/ada/proxy/8089/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://jupyter.example.org:8888/",
                "http+unix://%2Ftmp%2Fsocket/",
                "javascript:alert(1)/",
                "x y"
            })
    void proxy_whenTheAddressIsNoneThatACallbackMayGoTo_isNone(String address) {
        assertThat(new JupyterServer(Map.of("JUPYTER_SERVER_URL", address)).proxy(8089))
                .isEmpty();
    }

    @Test
    void proxy_whenTheHubsOwnAddressIsNone_leavesItToBeFilledIn() {
        JupyterServer server = new JupyterServer(
                Map.of("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/", "JUPYTERHUB_PUBLIC_URL", "http://hub.example.org/"));

        assertThat(server.proxy(8089)).contains("https://YOUR-HUB/user/ada/proxy/8089/");
    }
}

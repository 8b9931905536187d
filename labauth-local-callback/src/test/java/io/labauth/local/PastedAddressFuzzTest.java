package io.labauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.labauth.CallbackRejectedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

class PastedAddressFuzzTest {
    private static final URI BOUND = URI.create("http://127.0.0.1:8089/");
    private static final CallbackAddress ADDRESS =
            new CallbackAddress(URI.create("http://127.0.0.1:8089/callback/n0nce"), BOUND, BOUND);
    private static final String REFUSAL =
            "This is not the address that this login waits for; copy the whole address from"
                    + " the browser after the sign-in\\."
                    + "|This is not an address; copy the whole of it from the browser\\."
                    + "|The callback(?:'s query)? [a-zA-Z0-9 -]+\\.";

    @FuzzTest(maxDuration = "10m")
    void address_thatIsTaken_isThatOfTheLogin(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);

        try {
            assertThat(ADDRESS.pasted(text)).isNotNull();
            assertThat(text.strip()).matches("(?i:http)://127\\.0\\.0\\.1:8089/callback/n0nce(?:[?#].*)?");
        } catch (CallbackRejectedException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }
}

package io.labauth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JWSAlgorithm;
import io.labauth.ServiceException;
import io.labauth.http.Loopback;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class MetadataFuzzTest {
    private static final URI ISSUER = URI.create("https://i.example");
    private static final String REFUSAL = "The metadata (?:lacks [a-z_]+"
            + "|names another issuer than the one asked|has a [a-z_]+ (?:of the wrong type|that is no address|that is neither https nor on this machine)"
            + "|has an endpoint with a fragment): .*";

    @FuzzTest(maxDuration = "10m")
    void whatIsBelieved_isOfTheIssuerAndProtected(byte[] document) {
        Optional<Json> json = Json.read(new String(document, StandardCharsets.UTF_8), "The metadata");
        if (json.isEmpty()) {
            return;
        }
        try {
            Metadata metadata = Metadata.read(json.get(), ISSUER);

            assertThat(metadata.issuer()).isEqualTo(ISSUER.toString());
            assertThat(Loopback.isHttpsOrLoopback(metadata.endpoints().token())).isTrue();
            assertThat(Loopback.isHttpsOrLoopback(metadata.endpoints().authorization()))
                    .isTrue();
            assertThat(JWSAlgorithm.Family.SIGNATURE).containsAll(metadata.algorithms());
        } catch (ServiceException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
        }
    }
}

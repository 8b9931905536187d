package io.labauth.labarchives;

import io.labauth.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a login at LabArchives consists of, apart from the network. It lies in this package because the parts are not public. */
@State(Scope.Benchmark)
public class LabArchivesParts {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final URI CALLBACK = URI.create("http://127.0.0.1:8089/auth/local-demo/");
    private static final long EXPIRES = 1_795_000_000_000L;
    private static final int NOTEBOOKS = 1_000;

    private final Signer signer = new Signer("akid", Secret.of(KEY));
    private final LabArchives labArchives =
            LabArchives.builder("akid", Secret.of(KEY)).build();
    private final Mac mac = mac();
    private final byte[] message = ("akid" + CALLBACK + EXPIRES).getBytes(StandardCharsets.UTF_8);
    private final byte[] userAccessInfo = userAccessInfo().getBytes(StandardCharsets.UTF_8);

    /** The peer: nothing but the HMAC of a message that is there already. */
    @Benchmark
    public byte[] bareHmac() {
        return mac.doFinal(message);
    }

    @Benchmark
    public Map<String, String> sign() {
        return signer.sign(CALLBACK.toString(), EXPIRES);
    }

    @Benchmark
    public URI authUrl() {
        return labArchives.generateAuthUrl(CALLBACK);
    }

    @Benchmark
    public Optional<UserAnswer> userAccessInfo1000Notebooks() throws IOException {
        return Xml.read(new ByteArrayInputStream(userAccessInfo)).flatMap(UserAnswer::of);
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return mac;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String userAccessInfo() {
        return IntStream.range(0, NOTEBOOKS)
                .mapToObj(i -> "<notebook><id>MTIzNC4" + i + "</id><name>Optics &amp; lasers, bench " + i
                        + "</name><is-default type=\"boolean\">" + (i == 0) + "</is-default></notebook>")
                .collect(Collectors.joining(
                        "",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><users><id>285489257Ho's7^Rt4</id><fullname>Ada Brandt</fullname>"
                                + "<email>ada@example.org</email><notebooks type=\"array\">",
                        "</notebooks></users>"));
    }
}

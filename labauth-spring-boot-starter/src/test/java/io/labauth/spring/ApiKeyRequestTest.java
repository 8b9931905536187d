package io.labauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** By which address wrong keys are counted. */
class ApiKeyRequestTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7:4711, 203.0.113.7",
        "2001:db8::1, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "[2001:db8::1]:4711, 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "[fe80::1%eth0], fe80::1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "db.example.org, 127.0.0.1",
        "unknown, 127.0.0.1",
        "999.1.1.1, 127.0.0.1",
        "2001:db8::1::2, 127.0.0.1"
    })
    void address_isTheClients_howeverTheServerWritesIt(String written, String address) throws UnknownHostException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(written);

        assertThat(ApiKeyRequest.of(request).address()).isEqualTo(InetAddress.getByName(address));
    }
}

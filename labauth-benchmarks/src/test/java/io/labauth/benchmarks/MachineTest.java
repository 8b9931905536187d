package io.labauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.PublicClientApplication;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void library_isTheNameAndVersionOfTheJar() {
        assertThat(Machine.library(PublicClientApplication.class)).matches("msal4j \\d+\\.\\d+\\.\\d+");
    }
}

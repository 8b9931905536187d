package io.labauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FlowFormatFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void whatIsRead_isWrittenAndReadAgain(byte[] bytes) {
        FlowFormat.read(bytes)
                .ifPresent(flow ->
                        assertThat(FlowFormat.read(FlowFormat.write(flow))).contains(flow));
    }
}

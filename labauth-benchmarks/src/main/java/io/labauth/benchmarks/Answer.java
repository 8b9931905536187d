package io.labauth.benchmarks;

import java.util.Map;

/**
 * What a listener answered, read to its end.
 *
 * @param status the status code
 * @param headers the last value of each header, by name in lower case
 * @param body the page
 */
record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isRedirect() {
        return status == 303;
    }
}

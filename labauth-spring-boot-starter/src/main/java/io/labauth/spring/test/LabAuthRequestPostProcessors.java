package io.labauth.spring.test;

import io.labauth.spring.LabAuthPrincipal;
import java.util.List;

/** Who makes a request of {@code MockMvc}. */
public final class LabAuthRequestPostProcessors {
    private LabAuthRequestPostProcessors() {}

    /**
     * Somebody who is signed in: {@code mvc.perform(get("/").with(labAuthLogin().user("ada@example.org", "Ada Lovelace")))}.
     *
     * @return a post-processor with a person of its own and the authority {@code ROLE_USER}, to be changed
     */
    public static LabAuthLoginRequestPostProcessor labAuthLogin() {
        return new LabAuthLoginRequestPostProcessor(
                new LabAuthPrincipal("labArchives", "Ada Lovelace", "ada@example.org"), List.of("ROLE_USER"));
    }
}

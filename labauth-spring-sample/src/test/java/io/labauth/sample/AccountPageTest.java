package io.labauth.sample;

import static io.labauth.spring.test.LabAuthRequestPostProcessors.labAuthLogin;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.spring.test.AutoConfigureLabAuth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest
@AutoConfigureMockMvc
@AutoConfigureLabAuth
class AccountPageTest {
    @Autowired
    private MockMvcTester mvc;

    @Test
    void account_showsTheNotebooksOfWhoIsSignedIn() {
        Person ada = new Person("Ada Brandt", "ada@example.org", List.of(new Person.Notebook("Optics", true)));

        assertThat(mvc.get().uri("/").with(labAuthLogin().principal(ada)))
                .bodyText()
                .contains("<h1>Ada Brandt</h1>", "Optics");
    }
}

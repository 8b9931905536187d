package io.labauth.sample;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What keys are for in this sample: the names of the notebooks that their owner had at the last sign-in. */
@RestController
final class NotebookShelf {
    private final NotebookNames names;

    NotebookShelf(NotebookNames names) {
        this.names = names;
    }

    /** An answer of the API. */
    record Notebooks(String owner, List<String> notebooks) {}

    @GetMapping("/api/notebooks")
    Notebooks notebooks(Authentication key) {
        return new Notebooks(key.getName(), names.of(key.getName()));
    }

    @EventListener
    void remember(InteractiveAuthenticationSuccessEvent signIn) {
        if (signIn.getAuthentication().getPrincipal() instanceof Person person) {
            names.remember(
                    person.getName(),
                    person.notebooks().stream().map(Person.Notebook::name).toList());
        }
    }
}

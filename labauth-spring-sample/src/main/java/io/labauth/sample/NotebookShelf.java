package io.labauth.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What keys are for in this sample: the names of the notebooks that their owner had at the last sign-in here. */
@RestController
final class NotebookShelf {
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    /** An answer of the API. */
    record Notebooks(String owner, List<String> notebooks) {}

    @GetMapping("/api/notebooks")
    Notebooks notebooks(Authentication key) {
        return new Notebooks(key.getName(), names.getOrDefault(key.getName(), List.of()));
    }

    @EventListener
    void remember(InteractiveAuthenticationSuccessEvent signIn) {
        if (signIn.getAuthentication().getPrincipal() instanceof Person person) {
            List<String> theirs =
                    person.notebooks().stream().map(Person.Notebook::name).toList();
            names.put(person.getName(), theirs);
        }
    }
}

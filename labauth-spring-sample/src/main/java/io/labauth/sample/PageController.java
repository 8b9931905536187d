package io.labauth.sample;

import io.labauth.spring.LoginProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The pages: an invitation to sign in, or who is signed in; and what became of a sign-in that failed. */
@Controller
final class PageController {
    private final boolean keys;

    PageController(@Value("${labauth.api-keys.enabled}") boolean keys) {
        this.keys = keys;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal @Nullable Person person, Model model) {
        if (person == null) {
            return "welcome";
        }
        model.addAttribute("person", person);
        model.addAttribute("keys", keys);
        return "account";
    }

    @GetMapping("/problem")
    String problem(@RequestAttribute(LoginProblem.ATTRIBUTE) LoginProblem problem, Model model) {
        model.addAttribute("problem", problem);
        return "problem";
    }
}

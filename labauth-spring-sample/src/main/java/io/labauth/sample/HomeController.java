package io.labauth.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: an invitation to sign in, or who is signed in. */
@Controller
final class HomeController {
    @GetMapping("/")
    String home(@AuthenticationPrincipal @Nullable Person person, Model model) {
        if (person == null) {
            return "welcome";
        }
        model.addAttribute("person", person);
        return "account";
    }
}

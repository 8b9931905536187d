package io.labauth.sample;

import io.labauth.apikeys.ApiKey;
import io.labauth.apikeys.ApiKeys;
import io.labauth.spring.ApiKeyEvent;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody's keys, for an administrator. */
@Controller
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
final class AdministratorController {
    private static final int PAGE = 50;

    private final ApiKeys keys;
    private final ApplicationEventPublisher events;

    AdministratorController(ApiKeys keys, ApplicationEventPublisher events) {
        this.keys = keys;
        this.events = events;
    }

    @GetMapping("/admin/keys")
    String list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "false") boolean inactive,
            Model model) {
        List<ApiKey> page = inactive ? keys.pageWithInactive(after, PAGE) : keys.page(after, PAGE);
        model.addAttribute("keys", page);
        model.addAttribute("inactive", inactive);
        model.addAttribute("next", page.size() < PAGE ? "" : page.get(PAGE - 1).id());
        model.addAttribute("now", Clock.systemUTC().instant());
        return "all-keys";
    }

    @PostMapping("/admin/keys/revoke")
    String revoke(@RequestParam String id, Authentication person) {
        if (keys.revoke(id)) {
            events.publishEvent(ApiKeyEvent.revoked(id, "", person.getName()));
        }
        return "redirect:/admin/keys";
    }

    @PostMapping("/admin/keys/revoke-all")
    String revokeAll(@RequestParam String owner, Authentication person) {
        if (keys.of(owner).revokeAll() > 0) {
            events.publishEvent(ApiKeyEvent.revoked("", owner, person.getName()));
        }
        return "redirect:/admin/keys";
    }
}

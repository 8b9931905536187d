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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody's keys, for an administrator. */
@Controller
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
final class AdministratorController {
    private static final String LIST = "/admin/keys";
    private static final int PAGE = 50;

    private final ApiKeys keys;
    private final ApplicationEventPublisher events;

    AdministratorController(ApiKeys keys, ApplicationEventPublisher events) {
        this.keys = keys;
        this.events = events;
    }

    @GetMapping(LIST)
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

    @GetMapping("/admin/keys/{id}/revoke")
    String confirm(@PathVariable String id, Model model) {
        return keys.find(id)
                .filter(key -> key.isActive(Clock.systemUTC().instant()))
                .map(key -> {
                    model.addAttribute("key", key);
                    model.addAttribute("action", LIST + "/" + key.id() + "/revoke");
                    model.addAttribute("back", LIST);
                    return "revoke";
                })
                .orElse("redirect:" + LIST);
    }

    @PostMapping("/admin/keys/{id}/revoke")
    String revoke(@PathVariable String id, Authentication person) {
        keys.revoke(id).ifPresent(key -> events.publishEvent(ApiKeyEvent.revoked(key, person.getName())));
        return "redirect:" + LIST;
    }

    @GetMapping("/admin/keys/revoke-all")
    String confirmAll(@RequestParam String owner, Model model) {
        model.addAttribute("owner", owner);
        model.addAttribute("count", keys.of(owner).list().size());
        return "revoke-all";
    }

    @PostMapping("/admin/keys/revoke-all")
    String revokeAll(@RequestParam String owner, Authentication person) {
        if (keys.of(owner).revokeAll() > 0) {
            events.publishEvent(ApiKeyEvent.allRevoked(owner, person.getName()));
        }
        return "redirect:" + LIST;
    }
}

package io.labauth.sample;

import io.labauth.apikeys.ApiKey;
import io.labauth.apikeys.ApiKeys;
import io.labauth.apikeys.IssuedKey;
import io.labauth.apikeys.KeyRefusedException;
import io.labauth.apikeys.NewApiKey;
import io.labauth.spring.ApiKeyEvent;
import io.labauth.spring.ApiKeySessions;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own keys: made, shown once, listed and revoked. */
@Controller
@ConditionalOnBooleanProperty("labauth.api-keys.enabled")
final class KeyController {
    private static final String FORM = "keyForm";
    private static final String COPYING = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ApiKeys keys;
    private final ApiKeySessions sessions;
    private final ApplicationEventPublisher events;

    KeyController(ApiKeys keys, ApiKeySessions sessions, ApplicationEventPublisher events) {
        this.keys = keys;
        this.sessions = sessions;
        this.events = events;
    }

    @GetMapping("/keys")
    String list(Authentication person, HttpSession session, Model model) {
        return page(person, session, model);
    }

    /** The key is in this answer and nowhere else. A reload sends the form again, which then is used up, and makes no second key. */
    @PostMapping("/keys")
    String create(
            @RequestParam String form,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") Set<String> scopes,
            @RequestParam Duration lifetime,
            @RequestParam(defaultValue = "false") boolean endsWithSession,
            Authentication person,
            HttpSession session,
            HttpServletResponse response,
            Model model) {
        if (!form.equals(session.getAttribute(FORM))) {
            return "redirect:/keys";
        }
        try {
            NewApiKey wish = NewApiKey.expiring(note, lifetime).scopes(scopes);
            IssuedKey issued = keys.of(person.getName())
                    .create(endsWithSession ? wish.endingWithSession(sessions.handle(session)) : wish);
            events.publishEvent(ApiKeyEvent.created(issued.key(), person.getName()));
            model.addAttribute("issued", issued);
            response.setHeader("Content-Security-Policy", COPYING);
            session.removeAttribute(FORM);
        } catch (KeyRefusedException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("refused", e.getMessage());
            model.addAttribute("note", note);
        }
        return page(person, session, model);
    }

    @GetMapping("/keys/{id}/revoke")
    String confirm(@PathVariable String id, Authentication person, Model model) {
        ApiKey key = find(id, person);
        if (key == null) {
            return "redirect:/keys";
        }
        model.addAttribute("key", key);
        model.addAttribute("action", "/keys/" + key.id() + "/revoke");
        model.addAttribute("back", "/keys");
        return "revoke";
    }

    @PostMapping("/keys/{id}/revoke")
    String revoke(@PathVariable String id, Authentication person) {
        ApiKey key = find(id, person);
        if (key != null) {
            keys.revoke(key.id())
                    .ifPresent(revoked -> events.publishEvent(ApiKeyEvent.revoked(revoked, person.getName())));
        }
        return "redirect:/keys";
    }

    private @Nullable ApiKey find(String id, Authentication person) {
        return keys.of(person.getName()).list().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private String page(Authentication person, HttpSession session, Model model) {
        String form = UUID.randomUUID().toString();
        session.setAttribute(FORM, form);
        model.addAttribute("form", form);
        model.addAttribute("policy", keys.policy());
        model.addAttribute("keys", keys.of(person.getName()).list());
        model.addAttribute(
                "administrator",
                person.getAuthorities().stream().anyMatch(each -> "ROLE_ADMIN".equals(each.getAuthority())));
        return "keys";
    }
}

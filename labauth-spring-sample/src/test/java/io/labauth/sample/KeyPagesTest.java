package io.labauth.sample;

import static io.labauth.sample.Browser.MARA;
import static io.labauth.sample.Browser.TOMAS;
import static org.assertj.core.api.Assertions.assertThat;

import io.labauth.apikeys.ApiKeys;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of keys without a screen or script. */
@SampleTest
class KeyPagesTest {
    private static final Pattern KEY = Pattern.compile("<code id=\"key\">([^<]+)</code>");
    private static final String PAGE = "/keys";
    private static final String NOTEBOOKS = "/api/notebooks";

    private final ApiKeys keys;
    private final Browser mara;
    private final Browser tomas;
    private final Browser program;

    KeyPagesTest(@Autowired ApiKeys keys, @LocalServerPort int port) {
        this.keys = keys;
        this.mara = new Browser(port);
        this.tomas = new Browser(port);
        this.program = new Browser(port);
    }

    @BeforeEach
    void signIn() {
        keys.revokeAll();
        mara.signIn(MARA);
    }

    @Test
    void key_whenMade_isShownOnceAndOpensTheNotebooks() {
        HttpResponse<String> made = make(mara, "nightly", "notebooks:read");
        String key = shown(made);

        assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(made.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(mara.get(PAGE).body())
                .contains("nightly", key.substring(0, 21), "not used yet")
                .doesNotContain(key.substring(22));
        assertThat(withKey(NOTEBOOKS, key).body()).contains(MARA, "Membrane proteins 2026");
    }

    @Test
    void form_whenSentAgain_makesNoSecondKey() {
        Map<String, String> form = form(mara, "once", "notebooks:read");
        mara.post(PAGE, form);

        HttpResponse<String> again = mara.post(PAGE, form);

        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(keys.of(MARA).list()).hasSize(1);
    }

    @Test
    void form_whenTheWishIsNotAllowed_saysWhatIs() {
        HttpResponse<String> answer = make(mara, "root", "root");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Choose at least one scope, all of these", "value=\"root\"");
        assertThat(keys.of(MARA).list()).isEmpty();
    }

    @Test
    void revoke_asksFirst_andEndsTheKey() {
        String key = shown(make(mara, "nightly", "notebooks:read"));
        String page = PAGE + "/" + key.substring(9, 21) + "/revoke";

        HttpResponse<String> question = mara.get(page);
        assertThat(question.body()).contains("Revoke this key?", "nightly");
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
        mara.post(page, Browser.hiddenFields(question.body()));

        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(401);
        assertThat(mara.get(PAGE).body()).contains("You have no keys.");
    }

    @Test
    void revoke_whenItIsAnothersKey_doesNothing() {
        String key = shown(make(mara, "nightly", "notebooks:read"));
        tomas.signIn(TOMAS);
        Map<String, String> token = Browser.hiddenFields(tomas.get("/").body());

        HttpResponse<String> answer = tomas.post(PAGE + "/" + key.substring(9, 21) + "/revoke", token);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
    }

    @Test
    void pages_whenAKeyIsShown_areClosed() {
        String key = shown(make(mara, "all", "keys:write"));

        assertThat(withKey(PAGE, key).statusCode()).isEqualTo(403);
        assertThat(withKey("/admin/keys", key).statusCode()).isEqualTo(403);
        assertThat(withKey(NOTEBOOKS, key)
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""))
                .contains("insufficient_scope", "scope=\"notebooks:read\"");
    }

    @Test
    void administratorsPage_isForAdministratorsAlone() {
        String key = shown(make(mara, "nightly", "notebooks:read"));
        tomas.signIn(TOMAS);

        assertThat(tomas.get("/admin/keys").statusCode()).isEqualTo(403);
        assertThat(mara.get("/admin/keys").body()).contains(MARA, key.substring(0, 21));
    }

    @Test
    void administratorsList_showsWhenAKeyWasMadeAndExpiresAndWasUsed() {
        make(mara, "nightly", "notebooks:read");
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

        String list =
                mara.get("/admin/keys").body().replaceAll("<[^>]+>|\\s+", " ").replaceAll(" +", " ");

        assertThat(list)
                .containsPattern("Made (%s|%s) ?, expires (%s|%s) ?, not used yet"
                        .formatted(today.minusDays(1), today, today.plusDays(6), today.plusDays(7)));
    }

    @Test
    void key_thatEndsWithTheSession_isRefusedAfterASignOut() {
        Map<String, String> form = form(mara, "tab", "notebooks:read");
        form.put("endsWithSession", "true");
        String key = shown(mara.post(PAGE, form));
        assertThat(mara.get(PAGE).body()).contains("tab", " or with its session");
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);

        mara.post("/logout", Browser.hiddenFields(mara.get(PAGE).body()));

        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(401);
    }

    @Test
    void key_otherwise_outlivesTheSession() {
        String key = shown(make(mara, "nightly", "notebooks:read"));

        mara.post("/logout", Browser.hiddenFields(mara.get(PAGE).body()));

        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
    }

    @Test
    void administrator_isAskedBeforeAKeyIsRevoked() {
        tomas.signIn(TOMAS);
        String key = shown(make(tomas, "shifts", "notebooks:read"));
        String page = "/admin/keys/" + key.substring(9, 21) + "/revoke";
        assertThat(mara.get("/admin/keys").body()).contains("href=\"" + page + "\"");

        HttpResponse<String> question = mara.get(page);
        assertThat(question.body()).contains("Revoke this key?", "shifts", "It belongs to <span>" + TOMAS);
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = mara.post(page, Browser.hiddenFields(question.body()));

        assertThat(Browser.location(answer).getPath()).isEqualTo("/admin/keys");
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(401);
        assertThat(mara.get(page).statusCode()).isEqualTo(302);
    }

    @Test
    void administrator_isAskedBeforeAllKeysOfAPersonAreRevoked() {
        tomas.signIn(TOMAS);
        String key = shown(make(tomas, "shifts", "notebooks:read"));
        String encoded = URLEncoder.encode(TOMAS, StandardCharsets.UTF_8);

        HttpResponse<String> question = mara.get("/admin/keys/revoke-all?owner=" + encoded);
        assertThat(question.body()).contains("Revoke all keys of this person?", TOMAS, "One key is");
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
        mara.post("/admin/keys/revoke-all", Browser.hiddenFields(question.body()));

        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(401);
        assertThat(mara.get("/admin/keys?inactive=true").body()).contains("ended", "revoked 20");
        assertThat(mara.get("/admin/keys/revoke-all?owner=" + encoded).body())
                .contains("There is no active key")
                .doesNotContain("<button class=\"button danger\"");
    }

    @Test
    void administratorsQuestions_areForAdministratorsAlone() {
        String key = shown(make(mara, "nightly", "notebooks:read"));
        tomas.signIn(TOMAS);
        Map<String, String> token = Browser.hiddenFields(tomas.get("/").body());
        String page = "/admin/keys/" + key.substring(9, 21) + "/revoke";

        assertThat(tomas.get(page).statusCode()).isEqualTo(403);
        assertThat(tomas.post(page, token).statusCode()).isEqualTo(403);
        assertThat(tomas.get("/admin/keys/revoke-all?owner=" + MARA).statusCode())
                .isEqualTo(403);
        assertThat(withKey(NOTEBOOKS, key).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> make(Browser browser, String note, String scope) {
        return browser.post(PAGE, form(browser, note, scope));
    }

    private static Map<String, String> form(Browser browser, String note, String scope) {
        Map<String, String> form = Browser.hiddenFields(browser.get(PAGE).body());
        form.putAll(Map.of("note", note, "scopes", scope, "lifetime", "PT168H"));
        return form;
    }

    private static String shown(HttpResponse<String> made) {
        Matcher key = KEY.matcher(made.body());
        assertThat(key.find()).as(made.body()).isTrue();
        return key.group(1);
    }

    private HttpResponse<String> withKey(String path, String key) {
        return program.get(path, "Authorization", "Bearer " + key, "Accept", "application/json");
    }
}

package io.labauth.testkit;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes of {@link FakeTiled}: log, check, carry out, answer, and fail where a test has asked for it. */
final class TiledSite implements ResponseDefinitionTransformerV2 {
    private static final Pattern PRINCIPAL = Pattern.compile("auth/principal/([0-9a-f-]{36})(/apikey)?");

    private final TiledAccounts accounts;
    private final TiledBehaviour behaviour;
    private final TiledAnswers answers;
    private final TiledKeyRoutes keys;
    private final TiledPages pages;
    private final CallLog calls;
    private final String singleUserKey;
    private final Supplier<String> origin;

    TiledSite(
            TiledAccounts accounts,
            TiledBehaviour behaviour,
            CallLog calls,
            String singleUserKey,
            Supplier<String> origin) {
        this.accounts = accounts;
        this.behaviour = behaviour;
        this.answers = new TiledAnswers(behaviour);
        this.keys = new TiledKeyRoutes(accounts, answers);
        this.pages = new TiledPages(accounts);
        this.calls = calls;
        this.singleUserKey = singleUserKey;
        this.origin = origin;
    }

    @Override
    public String getName() {
        return "fake-tiled";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        TiledRequest request = TiledRequest.of(event.getRequest());
        Answer right = rightAnswer(request);
        calls.add(
                new CallLog.Call("tiled", request.path(), request.method(), right.status(), shown(request)),
                List.of(request.query().withoutSecrets(), request.authorization(), request.body()));
        return behaviour.worsen(request.path(), right).toResponse();
    }

    private Answer rightAnswer(TiledRequest request) {
        try {
            return singleUserKey.isEmpty() ? forMany(request) : forOne(request);
        } catch (TiledFailure failure) {
            return failure.toAnswer();
        }
    }

    private Answer forOne(TiledRequest request) {
        if (request.path().isEmpty()) {
            return answers.about(api(), true);
        }
        boolean known = request.apiKey().filter(singleUserKey::equals).isPresent();
        if (!known && request.apiKey().isPresent()) {
            throw TiledFailure.unauthorized("Invalid API key", List.of());
        }
        if (!request.path().equals("metadata/")) {
            throw notFound();
        }
        return known ? tree() : tree(TiledCaller.of(request, accounts, "read:metadata"));
    }

    private Answer forMany(TiledRequest request) {
        Matcher principal = PRINCIPAL.matcher(request.path());
        if (principal.matches()) {
            return ofPrincipal(request, UUID.fromString(principal.group(1)), principal.group(2) != null);
        }
        return switch (request.method() + " " + request.path()) {
            case "GET " -> answers.about(api(), false);
            case "GET metadata/" -> tree(TiledCaller.of(request, accounts, "read:metadata"));
            case "GET auth/whoami" -> whoAmI(TiledCaller.of(request, accounts));
            case "POST auth/apikey" -> keys.create(request, TiledCaller.of(request, accounts, "create:apikeys"));
            case "DELETE auth/apikey" -> keys.revoke(request, TiledCaller.of(request, accounts, "revoke:apikeys"));
            case "POST auth/session/refresh" -> refresh(request);
            case "POST auth/session/revoke" -> endSession(request);
            case "POST auth/provider/toy/token" -> password(request);
            case "POST auth/provider/orcid/authorize" -> begin();
            case "POST auth/provider/orcid/token" -> poll(request);
            default -> page(request);
        };
    }

    private Answer page(TiledRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /" -> pages.home();
            case "GET " + TiledPages.PROVIDER_PATH -> pages.askAtProvider(request.query(), api());
            case "POST " + TiledPages.PROVIDER_PATH -> pages.decideAtProvider(request.form(), api());
            case "GET auth/provider/orcid/device_code" -> pages.askForCode(request.query());
            case "POST auth/provider/orcid/device_code" -> pages.enterCode(request.form());
            case "GET auth/provider/orcid/code" -> pages.showOldCode(request.query(), api());
            default -> throw notFound();
        };
    }

    private Answer ofPrincipal(TiledRequest request, UUID uuid, boolean apiKeys) {
        String scope = apiKeys ? "admin:apikeys" : "read:principals";
        TiledCaller.of(request, accounts, scope);
        TiledPerson person = accounts.person(uuid).orElseThrow(() -> TiledFailure.of(404, "No such Principal " + uuid));
        TiledCaller asPerson = new TiledCaller(person, person.scopes());
        return switch (request.method() + (apiKeys ? " keys" : "")) {
            case "GET" -> answers.principal(person, accounts.keysOf(person));
            case "POST keys" -> keys.create(request, asPerson);
            case "DELETE keys" -> keys.revoke(request, asPerson);
            default -> throw notFound();
        };
    }

    private Answer whoAmI(TiledCaller caller) {
        TiledPerson person = caller.person();
        return person == null ? TiledAnswers.json(null) : answers.principal(person, accounts.keysOf(person));
    }

    private Answer refresh(TiledRequest request) {
        TiledPerson person = accounts.byRefreshToken(
                        String.valueOf(request.json().get("refresh_token")))
                .orElseThrow(() -> TiledFailure.of(401, "Session has expired. Please re-authenticate."));
        return answers.tokens(accounts.signIn(person));
    }

    private Answer endSession(TiledRequest request) {
        if (!accounts.endSession(String.valueOf(request.json().get("refresh_token")))) {
            throw TiledFailure.of(409, "No session");
        }
        return Answer.of(204, Map.of(), "");
    }

    private Answer password(TiledRequest request) {
        Parameters form = request.form();
        TiledPerson person = accounts.byPassword(
                        form.find("username").orElse(""), form.find("password").orElse(""))
                .orElseThrow(() -> TiledFailure.unauthorized("Incorrect username or password", List.of()));
        return answers.tokens(accounts.signIn(person), person);
    }

    private Answer begin() {
        if (behaviour.oldBrowserSignIn()) {
            throw TiledFailure.of(405, "Method Not Allowed");
        }
        return answers.begun(api(), accounts.begin());
    }

    private Answer poll(TiledRequest request) {
        Map<String, Object> json = request.json();
        if (!"urn:ietf:params:oauth:grant-type:device_code".equals(json.get("grant_type"))) {
            throw TiledFailure.missing("grant_type");
        }
        TiledPerson person = accounts.finish(String.valueOf(json.get("device_code")));
        return answers.tokens(accounts.signIn(person), person);
    }

    private static Answer tree(TiledCaller caller) {
        return TiledAnswers.json(Map.of("data", Map.of("id", "", "attributes", Map.of("scopes", caller.scopes()))));
    }

    private static Answer tree() {
        return tree(new TiledCaller(null, List.of("read:metadata", "read:data")));
    }

    private String api() {
        return behaviour.announcedOrigin().map(Object::toString).orElseGet(origin) + TiledRequest.ROOT;
    }

    /** What a test may see of a request: how it was authorized, and the query without a key. */
    private static Map<String, String> shown(TiledRequest request) {
        Map<String, String> shown = new LinkedHashMap<>(request.query().withoutSecrets());
        shown.replace("api_key", "in the query");
        shown.put("Authorization", request.scheme());
        return shown;
    }

    private static TiledFailure notFound() {
        return TiledFailure.of(404, "Not Found");
    }
}

package io.labauth.web;

import io.labauth.web.LoginStep.Refused;
import io.labauth.web.LoginStep.SignedIn;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An application of one or more nodes, at a time of the test's choice. */
final class Site extends Clock {
    static final URI BASE = URI.create("https://lab.example.org");

    final SealingKeys keys = SealingKeys.generate();
    final StubProvider provider;
    final ConsumedFlows consumed;
    private Instant now = Instant.parse("2026-11-22T10:00:00.5Z");

    private Site(boolean withState) {
        this.provider = new StubProvider(withState, this);
        this.consumed = ConsumedFlows.inMemory(1000, this);
    }

    static Site withPath() {
        return new Site(false);
    }

    static Site withState() {
        return new Site(true);
    }

    WebLoginBuilder<String> builder() {
        return WebLogin.builder(provider, BASE, keys).consumedFlows(consumed).clock(this);
    }

    WebLogin<String> node() {
        return builder().build();
    }

    static LoginStep<String> start(WebLogin<String> node, CookieJar browser, @Nullable String wish) {
        return browser.take(node.start(wish, browser.headers()));
    }

    static LoginStep<String> open(WebLogin<String> node, CookieJar browser, String callback) {
        URI uri = URI.create(callback);
        return browser.take(node.finish(uri.getRawPath(), uri.getRawQuery(), browser.headers()));
    }

    static String user(LoginStep<String> step) {
        return ((SignedIn<String>) step).user();
    }

    static Refusal reason(LoginStep<String> step) {
        return ((Refused<String>) step).reason();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

package io.labauth.testkit.faults;

import com.sun.net.httpserver.HttpServer;
import io.labauth.Callback;
import io.labauth.PendingLogin;
import io.labauth.Secret;
import io.labauth.ash.Ash;
import io.labauth.ashrlabs.AshrLabs;
import io.labauth.labarchives.LabArchives;
import io.labauth.labkey.LabKey;
import io.labauth.oauth2.Endpoints;
import io.labauth.oauth2.OAuth2Provider;
import io.labauth.oauth2.OAuth2Service;
import io.labauth.testkit.FakeAsh;
import io.labauth.testkit.FakeAshrLabs;
import io.labauth.testkit.FakeLabArchives;
import io.labauth.testkit.FakeLabKey;
import io.labauth.testkit.FakeTiled;
import io.labauth.tiled.Tiled;
import io.labauth.tiled.TiledApiKeyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must happen once at each service: a code's exchange, a key's creation. */
enum Exchange {
    LABARCHIVES {
        @Override
        Site start() {
            FakeLabArchives fake = FakeLabArchives.start();
            fake.addUser("ada@example.org", "Ada Löwe", "Gels", "Optics");
            return new Site(fake.apiUrl(), fake, "GET /api/users/user_access_info", () -> {
                String code = fake.issueCode("ada@example.org");
                return new Attempt(
                        (service, patience) -> LabArchives.builder(fake.accessKeyId(), Secret.of(fake.accessPassword()))
                                .apiUrl(service)
                                .timeout(patience)
                                .build()
                                .login("ada@example.org", code),
                        code,
                        fake.accessPassword());
            });
        }
    },
    OAUTH2 {
        @Override
        Site start() {
            HttpServer server = oauth2Server();
            URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new Site(service, () -> server.stop(0), "POST /token", Exchange::oauth2Login);
        }
    },
    TILED {
        @Override
        Site start() {
            FakeTiled fake = FakeTiled.start();
            return new Site(fake.uri(), fake, "POST /api/v1/auth/apikey", () -> tiledAttempt(fake));
        }
    },
    LABKEY {
        @Override
        Site start() {
            FakeLabKey fake = FakeLabKey.start();
            fake.throttleAfter(Integer.MAX_VALUE);
            String key = fake.issueKey(fake.addUser("ada@example.org", "Ada"), "faults");
            return new Site(
                    fake.baseUrl(),
                    fake,
                    "-createApiKey.api",
                    () -> new Attempt(
                            (service, patience) -> LabKey.builder(service, Secret.of(key))
                                    .timeout(patience)
                                    .build()
                                    .createApiKey("faults"),
                            key));
        }
    },
    ASH {
        @Override
        Site start() {
            FakeAsh fake = FakeAsh.start();
            fake.rateLimit(Integer.MAX_VALUE);
            String key = fake.environmentKey();
            return new Site(
                    fake.serverUrl(),
                    fake,
                    "POST /api/api-keys",
                    () -> new Attempt(
                            (service, patience) -> Ash.builder(service, Secret.of(key))
                                    .timeout(patience)
                                    .build()
                                    .createKey("faults"),
                            key));
        }
    },
    ASHR_LABS {
        @Override
        Site start() {
            FakeAshrLabs fake = FakeAshrLabs.start();
            String key = fake.issueKey("ci");
            // A key may create none; it may list and revoke.
            return new Site(
                    fake.baseUrl(),
                    fake,
                    "DELETE /",
                    () -> new Attempt(
                            (service, patience) -> {
                                AshrLabs ashrLabs = AshrLabs.builder(Secret.of(key))
                                        .baseUrl(service)
                                        .timeout(patience)
                                        .build();
                                ashrLabs.keys(true);
                                ashrLabs.revoke("no-such-key");
                            },
                            key));
        }
    };

    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    abstract Site start();

    /**
     * A call to the service, which may be made once.
     *
     * @param call the call, given the service's address and how long it may take
     * @param secrets what must not be shown
     */
    record Attempt(BiConsumer<URI, Duration> call, List<String> secrets) {
        Attempt(BiConsumer<URI, Duration> call, String... secrets) {
            this(call, List.of(secrets));
        }

        void run(URI service, Duration patience) {
            call.accept(service, patience);
        }
    }

    /**
     * A service that has been started.
     *
     * @param service its address
     * @param server what ends it
     * @param onceOnly how the request begins that works once
     * @param attempts makes calls
     */
    record Site(URI service, AutoCloseable server, String onceOnly, Supplier<Attempt> attempts)
            implements AutoCloseable {
        Attempt prepare() {
            return attempts.get();
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Each by another person, since nobody may have more than a hundred keys. */
    private static Attempt tiledAttempt(FakeTiled fake) {
        String person = UUID.randomUUID().toString();
        fake.addUser(person, "swordfish");
        String key = fake.issueKey(person);
        return new Attempt(
                (service, patience) -> {
                    fake.behaviour().announcedOrigin(URI.create("http://" + service.getAuthority()));
                    Tiled.builder(service)
                            .apiKey(Secret.of(key))
                            .timeout(patience)
                            .connect()
                            .apiKeys()
                            .create(TiledApiKeyRequest.unlimited().note("faults"));
                },
                key);
    }

    private static Attempt oauth2Login() {
        return new Attempt(
                (service, patience) -> {
                    OAuth2Provider provider = oauth2(service, patience);
                    PendingLogin pending = provider.begin(URI.create("http://127.0.0.1/callback"));
                    provider.complete(pending, Callback.parse("code=c0de-of-ada&state=" + state(pending)));
                },
                "c0de-of-ada",
                "t0ken-of-ada",
                "s3cret");
    }

    private static OAuth2Provider oauth2(URI service, Duration patience) {
        Endpoints endpoints = Endpoints.of(URI.create("https://service.example/authorize"), service.resolve("/token"))
                .withUserInfo(service.resolve("/userinfo"));
        return OAuth2Provider.builder(new OAuth2Service("Stub", null, endpoints, List.of("profile"), "sub"), "client")
                .clientSecret(Secret.of("s3cret"))
                .timeout(patience)
                .build();
    }

    private static String state(PendingLogin pending) {
        Matcher matcher = STATE.matcher(pending.authorizationUri().getRawQuery());
        if (!matcher.find()) {
            throw new IllegalStateException("There is no state.");
        }
        return matcher.group(1);
    }

    private static HttpServer oauth2Server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            answer(server, "/token", "{\"access_token\":\"t0ken-of-ada\",\"token_type\":\"Bearer\"}");
            answer(server, "/userinfo", "{\"sub\":\"ada\",\"name\":\"Ada Brandt\"}");
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpServer server, String path, String json) {
        server.createContext(path, request -> {
            request.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(200, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
    }
}

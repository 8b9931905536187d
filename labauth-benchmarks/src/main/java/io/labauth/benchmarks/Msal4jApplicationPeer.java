package io.labauth.benchmarks;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The interactive sign-in of msal4j by its public interface, with a token endpoint that gives the code back as the token. */
final class Msal4jApplicationPeer implements Peer {
    private static final String AUTHORITY = "https://login.microsoftonline.com/organizations/";

    @Override
    public String name() {
        return Msal4jPeer.NAME;
    }

    @Override
    public Login open() throws IOException {
        CompletableFuture<URL> opened = new CompletableFuture<>();
        CompletableFuture<IAuthenticationResult> result = application()
                .acquireToken(InteractiveRequestParameters.builder(URI.create("http://localhost"))
                        .scopes(Set.of("scope"))
                        .systemBrowserOptions(SystemBrowserOptions.builder()
                                .openBrowserAction(opened::complete)
                                .build())
                        .build());
        Map<String, String> asked =
                parameters(URI.create(opened.join().toString()).getQuery());
        return new Listening(URI.create(required(asked, "redirect_uri")), required(asked, "state"), result);
    }

    private static PublicClientApplication application() throws IOException {
        return PublicClientApplication.builder("client")
                .authority(AUTHORITY)
                .instanceDiscovery(false)
                .httpClient(Msal4jApplicationPeer::token)
                .build();
    }

    private static IHttpResponse token(HttpRequest request) {
        String code = URLDecoder.decode(required(parameters(request.body()), "code"), StandardCharsets.UTF_8);
        if (code.equals(LabAuthPeer.REFUSED)) {
            return new HttpResponse().statusCode(400).body("{\"error\":\"invalid_grant\"}");
        }
        HttpResponse response = new HttpResponse();
        response.addHeaders(Map.of("Content-Type", List.of("application/json")));
        return response.statusCode(200)
                .body("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"scope\",\"access_token\":\"" + code
                        + "\"}");
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("msal4j sent no " + name);
        }
        return value;
    }

    private record Listening(URI redirectUri, String state, CompletableFuture<IAuthenticationResult> result)
            implements Login {
        @Override
        public Request callback(String code) {
            return Request.post(redirectUri, "code=" + code + "&state=" + state);
        }

        @Override
        public Request forged(String code) {
            return Request.post(redirectUri, "code=" + code + "&state=guessed");
        }

        @Override
        public String await() {
            return result.join().accessToken();
        }

        @Override
        public void close() {
            result.cancel(true);
        }
    }
}

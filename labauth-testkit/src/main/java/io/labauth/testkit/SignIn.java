package io.labauth.testkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The browser sign-in: from a signed redirect URI to the URI that the browser is sent back to. */
final class SignIn {
    /** How long somebody may look at the page before deciding. */
    private static final Duration PAGE_LIFETIME = Duration.ofHours(1);

    private final SignatureCheck signatures;
    private final Accounts accounts;
    private final IssuedCodes codes;
    private final FakeBehaviour behaviour;

    /** A rightly signed wish of an application. */
    record Wish(String accessKeyId, URI redirectUri) {
        String application() {
            return redirectUri.getScheme() + "://" + redirectUri.getRawAuthority();
        }

        private URI with(String parameters) {
            String joint = redirectUri.getRawQuery() == null ? "?" : "&";
            return URI.create(redirectUri.toASCIIString() + joint + parameters);
        }
    }

    SignIn(SignatureCheck signatures, Accounts accounts, IssuedCodes codes, FakeBehaviour behaviour) {
        this.signatures = signatures;
        this.accounts = accounts;
        this.codes = codes;
        this.behaviour = behaviour;
    }

    /** The wish of a link that was opened just now. */
    Wish opened(Parameters parameters) {
        return verified(parameters, behaviour.ageBound());
    }

    /** The wish of a page that was shown some time ago. */
    Wish decided(Parameters parameters) {
        return verified(parameters, PAGE_LIFETIME);
    }

    URI accept(Wish wish, String email) {
        FakeUser user = accounts.byEmail(wish.accessKeyId(), email)
                .orElseThrow(
                        () -> new ApiFailure(ApiFailure.BAD_PARAMETER, "There is no user of this e-mail address."));
        String code = codes.issueCode(wish.accessKeyId(), user.email());
        return wish.with("auth_code=" + encode(code) + "&email=" + encode(user.email()));
    }

    URI refuse(Wish wish) {
        return wish.with("error=" + encode(behaviour.refusal()));
    }

    private Wish verified(Parameters parameters, Duration ageBound) {
        String redirectUri = parameters.require("redirect_uri");
        String accessKeyId = signatures.verify(parameters, redirectUri, ageBound);
        return new Wish(accessKeyId, absoluteHttp(redirectUri));
    }

    private static URI absoluteHttp(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw unusable();
        }
        throw unusable();
    }

    private static ApiFailure unusable() {
        return new ApiFailure(
                ApiFailure.BAD_PARAMETER, "The redirect_uri is not an absolute http or https URI without a fragment.");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

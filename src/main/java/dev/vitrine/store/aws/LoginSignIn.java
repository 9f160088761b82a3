package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.signin.model.CreateOAuth2TokenResponseBody;

/// Signs in by the page of the AWS console as `aws login` does (OAuth 2 with PKCE, RFC 7636, and a proof of possession,
/// RFC 9449), and leaves the keys where that leaves them.
final class LoginSignIn implements SignIn.ByBrowser {
    private static final String CLIENT = "arn:aws:signin:::devtools/same-device";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String profile;
    private final LoginKeys keys;
    private final AwsFailures failures;
    private @Nullable Begun begun;

    private record Begun(LoopbackPage page, String verifier, Request request) {}

    LoginSignIn(String profile, LoginKeys keys, AwsFailures failures) {
        this.profile = profile;
        this.keys = keys;
        this.failures = failures;
    }

    @Override
    public Optional<Instant> endsAt() {
        return keys.endsAt();
    }

    @Override
    public boolean isMissing() {
        return keys.isMissing();
    }

    @Override
    public synchronized Request begin(String thanks) {
        if (begun != null) {
            begun.page().close();
        }
        String state = World.here().uuid().toString();
        String verifier = World.here().uuid() + "." + World.here().uuid();
        String challenge = Dpop.base64(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
        try {
            LoopbackPage page = LoopbackPage.open(state, thanks);
            URI address = failures.guard(
                    "beginning to sign in",
                    () -> URI.create(
                            AccountServices.address(keys.client()).toString().replaceFirst("/$", "")
                                    + "/v1/authorize?response_type=code&client_id=" + encoded(CLIENT) + "&state="
                                    + state
                                    + "&code_challenge_method=SHA-256&scope=openid&redirect_uri="
                                    + encoded(page.address().toString()) + "&code_challenge=" + challenge));
            var request = new Request(address, "", World.here().now().plus(PATIENCE));
            begun = new Begun(page, verifier, request);
            return request;
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "The browser has no way back to this program: no port of this machine is free for it.", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private synchronized Begun begun(Request request) {
        if (begun == null || !begun.request().equals(request)) {
            throw new ImageException.Conflict("Another sign-in was begun meanwhile.");
        }
        return begun;
    }

    @Override
    public void await(Request request) {
        Begun asked = begun(request);
        try (LoopbackPage page = asked.page()) {
            String code = page.code(request.until());
            Dpop key = Dpop.made();
            CreateOAuth2TokenResponseBody token = failures.guard(
                    "signing in",
                    () -> keys.token(
                            key,
                            ask -> ask.clientId(CLIENT)
                                    .grantType("authorization_code")
                                    .code(code)
                                    .codeVerifier(asked.verifier())
                                    .redirectUri(page.address().toString())));
            requireSame(token.idToken());
            keys.keep(CLIENT, key, token);
        }
    }

    @Override
    public synchronized void giveUp(Request request) {
        if (begun != null && begun.request().equals(request)) {
            begun.page().close();
        }
    }

    /// Whoever is signed in to the console may be somebody else.
    private void requireSame(String idToken) {
        String signedIn = LoginKeys.identity(idToken).path("sub").asText();
        if (!signedIn.equals(keys.session())) {
            throw new ImageException.Denied(
                    "You signed in as " + quoted(signedIn) + ", and the AWS profile " + quoted(profile) + " is of "
                            + quoted(keys.session()) + ". Nothing was kept: sign in as that one.",
                    null);
        }
    }
}

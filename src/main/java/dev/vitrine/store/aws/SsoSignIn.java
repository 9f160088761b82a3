package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import dev.vitrine.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

/// Signs in to AWS by a browser (RFC 8628) as `aws sso login` does, and leaves the token where that leaves it.
final class SsoSignIn implements SignIn.ByBrowser {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final SsoTokens tokens;
    private final AwsFailures failures;
    /// Of the request that was begun last.
    private volatile @Nullable Begun begun;

    private record Begun(RegisterClientResponse client, StartDeviceAuthorizationResponse device) {}

    SsoSignIn(SsoTokens tokens, AwsFailures failures) {
        this.tokens = tokens;
        this.failures = failures;
    }

    @Override
    public Optional<Instant> endsAt() {
        return tokens.endsAt();
    }

    @Override
    public boolean isMissing() {
        return tokens.isMissing();
    }

    /// The page thanks by itself.
    @Override
    public Request begin(String thanks) {
        return failures.guard("beginning to sign in", () -> {
            SsoSession session = tokens.session();
            RegisterClientResponse client = tokens.oidc()
                    .registerClient(register ->
                            register.clientName("Vitrine").clientType("public").scopes(session.scopes()));
            StartDeviceAuthorizationResponse device = tokens.oidc()
                    .startDeviceAuthorization(start -> start.clientId(client.clientId())
                            .clientSecret(client.clientSecret())
                            .startUrl(session.startUrl()));
            begun = new Begun(client, device);
            return new Request(
                    URI.create(device.verificationUriComplete()),
                    device.userCode(),
                    World.here().now().plusSeconds(device.expiresIn()));
        });
    }

    @Override
    public void await(Request request) {
        Begun asked = begun;
        if (asked == null || !request.code().equals(asked.device().userCode())) {
            throw new ImageException.Conflict("Another sign-in was begun meanwhile.");
        }
        CreateTokenResponse token = failures.guard("signing in", () -> confirmed(asked, request.until()));
        tokens.keep(asked.client(), token);
    }

    /// Trouble on the way is no answer: whoever is looking at the page goes on there meanwhile (RFC 8628, 3.5).
    private CreateTokenResponse confirmed(Begun asked, Instant until) {
        Integer interval = asked.device().interval();
        var pace = Duration.ofSeconds(interval == null ? 5 : Math.max(1, interval));
        Optional<ImageException> trouble = Optional.empty();
        while (World.here().now().isBefore(until)) {
            try {
                return token(asked);
            } catch (AuthorizationPendingException _) {
                trouble = Optional.empty();
            } catch (SlowDownException _) {
                pace = pace.plus(SLOWER);
            } catch (AccessDeniedException e) {
                throw new ImageException.Denied("The sign-in was refused in the browser. Nothing was changed.", e);
            } catch (ExpiredTokenException _) {
                break;
            } catch (SdkException e) {
                trouble = Optional.of(passing(e));
                pace = pace.plus(SLOWER);
            }
            pause(pace);
        }
        throw trouble.orElseGet(
                () -> new ImageException.Denied("The sign-in was not confirmed in time. Begin it again.", null));
    }

    private CreateTokenResponse token(Begun asked) {
        return tokens.oidc()
                .createToken(create -> create.clientId(asked.client().clientId())
                        .clientSecret(asked.client().clientSecret())
                        .grantType(GRANT)
                        .deviceCode(asked.device().deviceCode()));
    }

    private ImageException passing(SdkException e) {
        ImageException failure = failures.translate("signing in", e);
        if (!RetryPolicy.isWorthAnotherTry(failure)) {
            throw failure;
        }
        return failure;
    }

    /// Not sooner than that: a policy waits for half of its pause at least.
    private static void pause(Duration pace) {
        RetryPolicy.forever(pace.multipliedBy(2), pace.multipliedBy(2)).begin().goOn();
    }
}

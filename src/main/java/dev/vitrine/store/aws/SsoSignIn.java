package dev.vitrine.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClientBuilder;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/// Signs in to AWS by a browser (RFC 8628) as `aws sso login` does, and leaves the token where that leaves it.
public final class SsoSignIn implements SignIn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final AwsSettings settings;
    private final SsoSession session;
    private final Path cache;
    private final Optional<URI> endpoint;
    /// Of the request that was begun last.
    private volatile @Nullable Begun begun;

    private record Begun(RegisterClientResponse client, StartDeviceAuthorizationResponse device) {}

    /// @return empty where the connection's profile does not sign in this way
    public static Optional<SignIn> of(AwsSettings settings) {
        Path cache = Path.of(UserHomeDirectoryUtils.userHomeDirectory(), ".aws", "sso", "cache");
        return of(settings, ProfileFile.defaultProfileFile(), cache, Optional.empty());
    }

    /// For tests: other files, another server.
    static Optional<SignIn> of(AwsSettings settings, ProfileFile profiles, Path cache, Optional<URI> endpoint) {
        return SsoSession.of(settings.awsProfile(), profiles)
                .map(session -> new SsoSignIn(settings, session, cache, endpoint));
    }

    private SsoSignIn(AwsSettings settings, SsoSession session, Path cache, Optional<URI> endpoint) {
        this.settings = settings;
        this.session = session;
        this.cache = cache;
        this.endpoint = endpoint;
    }

    @Override
    public Optional<Instant> endsAt() {
        JsonNode token = token();
        boolean isRenewed = !token.path("refreshToken").asText().isEmpty()
                && instant(token.path("registrationExpiresAt").asText())
                        .filter(World.here().now()::isBefore)
                        .isPresent();
        return isRenewed ? Optional.empty() : instant(token.path("expiresAt").asText());
    }

    private JsonNode token() {
        Path file = session.token(cache);
        try {
            return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        } catch (IOException e) {
            System.getLogger(SsoSignIn.class.getName()).log(System.Logger.Level.DEBUG, "no token in " + file, e);
            return JSON.createObjectNode();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public Request begin() {
        return asked("beginning to sign in", oidc -> {
            RegisterClientResponse client = oidc.registerClient(register ->
                    register.clientName("Vitrine").clientType("public").scopes(session.scopes()));
            StartDeviceAuthorizationResponse device =
                    oidc.startDeviceAuthorization(start -> start.clientId(client.clientId())
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
        CreateTokenResponse token = asked("signing in", oidc -> confirmed(oidc, asked, request.until()));
        keep(asked.client(), token);
    }

    private CreateTokenResponse confirmed(SsoOidcClient oidc, Begun asked, Instant until) {
        Integer interval = asked.device().interval();
        var pace = Duration.ofSeconds(interval == null ? 5 : Math.max(1, interval));
        RetryPolicy.Attempts attempts = every(pace);
        while (World.here().now().isBefore(until)) {
            try {
                return oidc.createToken(create -> create.clientId(asked.client().clientId())
                        .clientSecret(asked.client().clientSecret())
                        .grantType(GRANT)
                        .deviceCode(asked.device().deviceCode()));
            } catch (AuthorizationPendingException _) {
                attempts.goOn();
            } catch (SlowDownException _) {
                pace = pace.plus(SLOWER);
                attempts = every(pace);
                attempts.goOn();
            } catch (AccessDeniedException e) {
                throw new ImageException.Denied("The sign-in was refused in the browser. Nothing was changed.", e);
            } catch (ExpiredTokenException _) {
                break;
            }
        }
        throw new ImageException.Denied("The sign-in was not confirmed in time. Begin it again.", null);
    }

    /// Not sooner than that: a policy waits for half of its pause at least.
    private static RetryPolicy.Attempts every(Duration pace) {
        return RetryPolicy.forever(pace.multipliedBy(2), pace.multipliedBy(2)).begin();
    }

    private interface Question<T> {
        T of(SsoOidcClient oidc);
    }

    private <T> T asked(String doing, Question<T> question) {
        try (SdkHttpClient http = AwsClients.http(settings)) {
            SsoOidcClientBuilder builder = SsoOidcClient.builder()
                    .httpClient(http)
                    .region(Region.of(session.region()))
                    .credentialsProvider(AnonymousCredentialsProvider.create());
            endpoint.ifPresent(builder::endpointOverride);
            try (SsoOidcClient oidc = builder.build()) {
                return AwsFailures.ofSignIn(settings, session.region()).guard(doing, () -> question.of(oidc));
            }
        }
    }

    /// As the AWS CLI writes it: <https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html>.
    private void keep(RegisterClientResponse client, CreateTokenResponse token) {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("startUrl", session.startUrl());
        kept.put("region", session.region());
        kept.put("accessToken", token.accessToken());
        kept.put("expiresAt", written(World.here().now().plusSeconds(token.expiresIn())));
        kept.put("clientId", client.clientId());
        kept.put("clientSecret", client.clientSecret());
        kept.put("registrationExpiresAt", written(Instant.ofEpochSecond(client.clientSecretExpiresAt())));
        if (token.refreshToken() != null) {
            kept.put("refreshToken", token.refreshToken());
        }
        Path file = session.token(cache);
        try {
            OwnerOnly.createFolders(Folders.of(file));
            AtomicFile.replaceOwnerOnly(file, JSON.writeValueAsBytes(kept));
        } catch (IOException e) {
            throw FileFailures.writing(cache, e);
        }
    }

    private static String written(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

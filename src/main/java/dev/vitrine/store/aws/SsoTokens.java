package dev.vitrine.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;

/// The token of one sign-in at IAM Identity Center, in the file where the AWS CLI and every SDK look for it
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html>), renewed before it ends.
final class SsoTokens {
    private static final String GRANT = "refresh_token";
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private final String command;
    private final SsoSession session;
    private final TokenFile file;
    private final SsoOidcClient oidc;
    /// A token that is not accepted any more, though it should be.
    private String refused = "";

    SsoTokens(String command, SsoSession session, Path cache, SsoOidcClient oidc) {
        this.command = command;
        this.session = session;
        this.file = new TokenFile(session.token(cache));
        this.oidc = oidc;
    }

    SsoSession session() {
        return session;
    }

    SsoOidcClient oidc() {
        return oidc;
    }

    /// One to ask for keys with.
    synchronized String current() {
        JsonNode token = file.read();
        Instant now = World.here().now();
        Optional<Instant> end = end(token);
        if (isRefused(token)) {
            throw requested(null);
        }
        if (isRenewed(token) && end.filter(now.plus(BEFORE)::isBefore).isEmpty()) {
            return renewed(token, end.filter(now::isBefore).isPresent());
        }
        if (end.filter(now::isBefore).isEmpty()) {
            throw requested(null);
        }
        return token.path("accessToken").asText();
    }

    private RuntimeException requested(@Nullable Throwable cause) {
        return SignInRequired.by(command, cause);
    }

    private String renewed(JsonNode token, boolean isStillGood) {
        try {
            CreateTokenResponse renewed = oidc.createToken(
                    create -> create.clientId(token.path("clientId").asText())
                            .clientSecret(token.path("clientSecret").asText())
                            .grantType(GRANT)
                            .refreshToken(token.path("refreshToken").asText()));
            ObjectNode kept = token.deepCopy();
            write(kept, renewed);
            return renewed.accessToken();
        } catch (SdkException e) {
            if (isStillGood) {
                return token.path("accessToken").asText();
            }
            if (AwsErrors.isTrouble(e)) {
                throw e;
            }
            refused = token.path("accessToken").asText();
            throw requested(e);
        }
    }

    /// No keys are given for it.
    synchronized RuntimeException refuse(String token, RuntimeException cause) {
        refused = token;
        return requested(cause);
    }

    private boolean isRefused(JsonNode token) {
        return token.path("accessToken").asText().equals(refused);
    }

    synchronized boolean isMissing() {
        return isRefused(file.read());
    }

    Optional<Instant> endsAt() {
        JsonNode token = file.read();
        return isRenewed(token) ? Optional.empty() : end(token);
    }

    private static Optional<Instant> end(JsonNode token) {
        return TokenFile.instant(token.path("expiresAt").asText());
    }

    private static boolean isRenewed(JsonNode token) {
        return !token.path("refreshToken").asText().isEmpty()
                && TokenFile.instant(token.path("registrationExpiresAt").asText())
                        .filter(World.here().now()::isBefore)
                        .isPresent();
    }

    void keep(RegisterClientResponse client, CreateTokenResponse token) {
        ObjectNode kept = TokenFile.JSON.createObjectNode();
        kept.put("startUrl", session.startUrl());
        kept.put("region", session.region());
        kept.put("clientId", client.clientId());
        kept.put("clientSecret", client.clientSecret());
        kept.put("registrationExpiresAt", TokenFile.written(Instant.ofEpochSecond(client.clientSecretExpiresAt())));
        write(kept, token);
    }

    private void write(ObjectNode kept, CreateTokenResponse token) {
        kept.put("accessToken", token.accessToken());
        kept.put("expiresAt", TokenFile.written(World.here().now().plusSeconds(token.expiresIn())));
        if (token.refreshToken() != null) {
            kept.put("refreshToken", token.refreshToken());
        }
        file.write(kept);
    }
}

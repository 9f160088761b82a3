package dev.vitrine.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.files.Sha256;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.signin.SigninClient;
import software.amazon.awssdk.services.signin.model.CreateOAuth2TokenRequestBody;
import software.amazon.awssdk.services.signin.model.CreateOAuth2TokenResponseBody;

/// The keys of one sign-in by `aws login`, in the file where the AWS CLI and every SDK look for them
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html>). They live for a quarter of an
/// hour, and are renewed for twelve hours.
///
/// The SDK has a provider of these too. That one leaves the identity out when it renews, and with it the time of the
/// sign-in, from which its end follows.
final class LoginKeys implements AwsCredentialsProvider {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final String command;
    private final String session;
    private final TokenFile file;
    private final SigninClient client;
    private @Nullable AwsSessionCredentials given;
    /// A sign-in that is renewed no more.
    private String refused = "";
    /// Keys that a service does not take any more, though they should be good.
    private String ended = "";

    LoginKeys(String command, String session, Path cache, SigninClient client) {
        this.command = command;
        this.session = session;
        this.client = client;
        byte[] name = Sha256.of(session.getBytes(StandardCharsets.UTF_8));
        file = new TokenFile(cache.resolve(HexFormat.of().formatHex(name) + ".json"));
    }

    String session() {
        return session;
    }

    SigninClient client() {
        return client;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsSessionCredentials last = given;
        if (last != null && isGood(last)) {
            return last;
        }
        JsonNode kept = file.read();
        if (isMissing(kept)) {
            throw SignInRequired.by(command, null);
        }
        AwsSessionCredentials found = credentials(kept);
        given = isGood(found) ? found : renewed(kept);
        return given;
    }

    private boolean isGood(AwsSessionCredentials keys) {
        return lives(keys, BEFORE);
    }

    private boolean lives(AwsSessionCredentials keys, Duration longer) {
        return !keys.accessKeyId().equals(ended)
                && keys.expirationTime()
                        .filter(World.here().now().plus(longer)::isBefore)
                        .isPresent();
    }

    private static AwsSessionCredentials credentials(JsonNode kept) {
        JsonNode keys = kept.path("accessToken");
        return AwsSessionCredentials.builder()
                .accessKeyId(keys.path("accessKeyId").asText())
                .secretAccessKey(keys.path("secretAccessKey").asText())
                .sessionToken(keys.path("sessionToken").asText())
                .expirationTime(
                        TokenFile.instant(keys.path("expiresAt").asText()).orElse(Instant.EPOCH))
                .build();
    }

    private AwsSessionCredentials renewed(JsonNode kept) {
        try {
            CreateOAuth2TokenResponseBody token = token(
                    Dpop.of(kept.path("dpopKey").asText()),
                    ask -> ask.clientId(kept.path("clientId").asText())
                            .grantType("refresh_token")
                            .refreshToken(kept.path("refreshToken").asText()));
            ObjectNode next = kept.deepCopy();
            write(next, token);
            return credentials(next);
        } catch (SdkException e) {
            if (AwsErrors.isTrouble(e)) {
                return Optional.of(credentials(kept))
                        .filter(last -> lives(last, Duration.ZERO)) // and the next request tries again
                        .orElseThrow(() -> e);
            }
            JsonNode now = file.read();
            if (!isMissing(now) && !refreshToken(now).equals(refreshToken(kept)) && isGood(credentials(now))) {
                return credentials(now); // another program was faster
            }
            refused = refreshToken(kept);
            throw SignInRequired.by(command, e);
        } catch (IOException e) {
            refused = refreshToken(kept);
            throw SignInRequired.by(command, e);
        }
    }

    /// Asks for keys with a proof.
    CreateOAuth2TokenResponseBody token(Dpop key, Consumer<CreateOAuth2TokenRequestBody.Builder> input) {
        URI address = URI.create(AccountServices.address(client).toString().replaceFirst("/$", "") + "/v1/token");
        String proof =
                key.proof(address, World.here().now(), World.here().uuid().toString());
        return client.createOAuth2Token(
                        ask -> ask.tokenInput(input).overrideConfiguration(config -> config.putHeader("DPoP", proof)))
                .tokenOutput();
    }

    /// What AWS says of whoever signed in; empty where it says nothing that can be read.
    static JsonNode identity(@Nullable String idToken) {
        String[] parts = Objects.requireNonNullElse(idToken, "").split("\\.");
        try {
            return parts.length < 2
                    ? TokenFile.JSON.createObjectNode()
                    : TokenFile.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException _) {
            return TokenFile.JSON.createObjectNode();
        }
    }

    synchronized void keep(String clientId, Dpop key, CreateOAuth2TokenResponseBody token) {
        ObjectNode kept = TokenFile.JSON.createObjectNode();
        kept.put("tokenType", token.tokenType());
        kept.put("clientId", clientId);
        kept.put("idToken", token.idToken());
        kept.put("dpopKey", key.pem());
        write(kept, token);
        given = null;
    }

    private void write(ObjectNode kept, CreateOAuth2TokenResponseBody token) {
        ObjectNode keys = kept.putObject("accessToken");
        keys.put("accessKeyId", token.accessToken().accessKeyId());
        keys.put("secretAccessKey", token.accessToken().secretAccessKey());
        keys.put("sessionToken", token.accessToken().sessionToken());
        keys.put("accountId", account());
        keys.put("expiresAt", TokenFile.written(World.here().now().plusSeconds(token.expiresIn())));
        kept.put("refreshToken", token.refreshToken());
        file.write(kept);
    }

    /// Of `arn:aws:iam::123456789012:user/name`.
    private String account() {
        String[] parts = session.split(":");
        return parts.length > 4 ? parts[4] : "";
    }

    /// A service takes these keys no more.
    synchronized void forget(String sessionToken) {
        if (given != null && given.sessionToken().equals(sessionToken)) {
            ended = given.accessKeyId();
            given = null;
        }
    }

    synchronized boolean isMissing() {
        return isMissing(file.read());
    }

    private boolean isMissing(JsonNode kept) {
        return refreshToken(kept).equals(refused);
    }

    private static String refreshToken(JsonNode kept) {
        return kept.path("refreshToken").asText();
    }

    /// Unknown where a program renewed it that leaves out who signed in.
    Optional<Instant> endsAt() {
        long from = identity(file.read().path("idToken").asText()).path("iat").asLong();
        return from == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(from).plus(LONGEST));
    }
}

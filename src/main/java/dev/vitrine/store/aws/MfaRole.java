package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.SignIn;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/// A role that is given to whoever types the code of a device (MFA).
///
/// Its session is kept in memory, and by this process alone: a code is asked for once, whichever libraries and tests of
/// connections use the role.
///
/// @param role as it is asked for, but for the code
record MfaRole(AssumeRoleRequest role, StsClient sts, AwsFailures failures)
        implements AwsCredentialsProvider, SignIn.ByCode {
    private static final Map<AssumeRoleRequest, AwsSessionCredentials> SESSIONS = new ConcurrentHashMap<>();
    /// Nothing that is begun by then would end in time.
    private static final Duration BEFORE = Duration.ofSeconds(30);

    @Override
    public AwsCredentials resolveCredentials() {
        return session().filter(MfaRole::isGood).orElseThrow(() -> SignInRequired.byCodeOf(device()));
    }

    private Optional<AwsSessionCredentials> session() {
        return Optional.ofNullable(SESSIONS.get(role));
    }

    private static boolean isGood(AwsSessionCredentials session) {
        return session.expirationTime()
                .filter(World.here().now().plus(BEFORE)::isBefore)
                .isPresent();
    }

    @Override
    public Optional<Instant> endsAt() {
        return session().flatMap(AwsSessionCredentials::expirationTime);
    }

    @Override
    public boolean isMissing() {
        return session().filter(MfaRole::isGood).isEmpty();
    }

    @Override
    public String device() {
        return role.serialNumber();
    }

    @Override
    public void enter(String code) {
        String digits = code.replaceAll("\\s", "");
        if (!digits.matches("\\d{6}")) {
            throw new ImageException.Invalid("A code has six digits. Type those that the device shows now.");
        }
        SESSIONS.put(role, keys(failures.guard("signing in", () -> assumed(digits))));
    }

    static AwsSessionCredentials keys(Credentials given) {
        return AwsSessionCredentials.builder()
                .accessKeyId(given.accessKeyId())
                .secretAccessKey(given.secretAccessKey())
                .sessionToken(given.sessionToken())
                .expirationTime(given.expiration())
                .build();
    }

    private Credentials assumed(String code) {
        try {
            return sts.assumeRole(role.toBuilder().tokenCode(code).build()).credentials();
        } catch (StsException e) {
            if (String.valueOf(e.getMessage()).contains("MultiFactorAuthentication failed")) {
                throw new ImageException.Denied(
                        "AWS does not accept this code of " + quoted(device())
                                + ". Each works once, and for half a minute: wait for the next one, and type that.",
                        e);
            }
            throw e;
        }
    }

    /// A service takes the keys of this session no more.
    void forget(String sessionToken) {
        SESSIONS.computeIfPresent(role, (_, session) -> session.sessionToken().equals(sessionToken) ? null : session);
    }
}

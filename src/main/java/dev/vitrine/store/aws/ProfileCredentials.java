package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SignIn;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/// Keys that are found on this machine: those of one AWS profile and nobody else's, or the first that the SDK's usual
/// search comes across. When there are none, it says why, as far as anybody knows. A profile that is edited counts as
/// it is by then.
final class ProfileCredentials implements AwsCredentialsProvider, AutoCloseable {
    /// What the reasons begin with.
    static final String NONE = "no credentials: ";

    private final AwsSettings settings;
    private final SdkHttpClient http;
    private final RetryPolicy retryPolicy;
    private final AccountFiles files;
    private @Nullable KeySource source;
    private @Nullable ProfileFile read;

    ProfileCredentials(AwsSettings settings, SdkHttpClient http, RetryPolicy retryPolicy, AccountFiles files) {
        this.settings = settings;
        this.http = http;
        this.retryPolicy = retryPolicy;
        this.files = files;
    }

    /// @throws SdkClientException that says what is [wanted][SignInRequired] of a person, or begins with [#NONE]
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source().keys().resolveCredentials();
        } catch (RuntimeException e) {
            String reasons = reasons(e);
            throw SdkClientException.create(SignInRequired.isIn(reasons) ? reasons : NONE + reasons, e);
        }
    }

    /// How a person signs in for them; empty where nobody has to.
    Optional<SignIn> signIn() {
        return source().signIn();
    }

    /// A service takes the keys with this token no more, though they should be good.
    void forget(String sessionToken) {
        source().forget(sessionToken);
    }

    private synchronized KeySource source() {
        ProfileFile now = files.profiles().get();
        KeySource known = source;
        if (known != null && now.equals(read)) {
            return known;
        }
        close();
        AwsProfile profile = files.profile(settings);
        var services = new AccountServices(settings, http, retryPolicy, profile);
        KeySource made = KeySource.of(profile, services, files);
        source = made;
        read = now;
        return made;
    }

    /// Whoever looked last knows most; a profile is printed in whole behind some of the reasons.
    private static String reasons(RuntimeException e) {
        var reasons = new ArrayList<String>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String reason = Objects.requireNonNullElse(cause.getMessage(), "")
                    .replaceAll("(?s):? ?ProfileFile\\(.*", "")
                    .strip();
            if (!reason.isEmpty() && reasons.stream().noneMatch(said -> said.contains(reason))) {
                reasons.add(reason);
            }
        }
        return String.join(" ", reasons);
    }

    @Override
    public synchronized void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}

package dev.vitrine.store.aws;

import java.util.ArrayList;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Keys that are found on this machine: those of one AWS profile and nobody else's, or the first that the SDK's usual
/// search comes across. When there are none, it says why, as far as anybody knows.
final class ProfileCredentials implements AwsCredentialsProvider {
    /// What the reasons begin with.
    static final String NONE = "no credentials: ";

    private final AwsCredentialsProvider provider;

    private ProfileCredentials(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    /// @param profile `""` for the usual search
    static AwsCredentialsProvider of(String profile) {
        return new ProfileCredentials(
                profile.isBlank()
                        ? DefaultCredentialsProvider.builder().build()
                        : ProfileCredentialsProvider.create(profile));
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            throw SdkClientException.create(NONE + reasons(e), e);
        }
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
}

package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.AwsErrors.exact;
import static dev.vitrine.store.aws.AwsErrors.words;
import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.text.DisplayText;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What is the matter with keys, as sentences with a next step: they are missing, have run out or are not accepted.
record KeyFailures(AwsSettings settings, String place) {
    /// What our own provider of credentials says in place of keys that were typed in an earlier run.
    static final String KEYS_WANTED = "keys must be typed again";

    private static final Pattern SIGN_IN_ENDED = Pattern.compile(
            "(?i)sso session associated with this profile has expired|token (is|has) expired|expired.*(sso|login)|aws (sso )?login");

    /// What a person has to do for keys.
    static Optional<ImageException> requested(SdkException e) {
        if (words(e).contains(KEYS_WANTED)) {
            return Optional.of(ImageException.Denied.untilSignedIn(
                    "The keys of this connection were typed and are never stored. Type them again to go on.", e));
        }
        return SignInRequired.device(exact(e))
                .map(device -> codeWanted(device, e))
                .or(() -> SignInRequired.command(exact(e)).map(command -> expired(" (" + command + ").", e)));
    }

    private static ImageException codeWanted(String device, SdkException e) {
        return ImageException.Denied.untilSignedIn(
                "A code of " + quoted(device)
                        + " is wanted: type it in the window or on a terminal. Nothing is lost meanwhile.",
                e);
    }

    ImageException expired(SdkException e) {
        if (settings.awsProfile().isBlank()) {
            return expired(" (aws sso login, or new keys).", e);
        }
        AwsProfile profile = AccountFiles.usual().profile(settings);
        return profile.device().map(device -> codeWanted(device, e)).orElseGet(() -> {
            String command = profile.command().orElse("aws sso login --profile " + profile.name());
            return expired(" (" + command + ").", e);
        });
    }

    private static ImageException expired(String command, SdkException e) {
        return ImageException.Denied.untilSignedIn(
                "The AWS sign-in has expired. Sign in again" + command + " Nothing is lost meanwhile.", e);
    }

    /// A service that gives out keys may be out of reach itself.
    ImageException noCredentials(SdkException e) {
        String reason = exact(e).replaceFirst("^" + ProfileCredentials.NONE, "");
        if (SIGN_IN_ENDED.matcher(reason).find()) {
            return expired(e);
        }
        if (settings.awsProfile().isBlank()) {
            return ImageException.Denied.untilSignedIn(
                    "No AWS credentials were found. Run “aws configure” or “aws sso login”, "
                            + "choose an AWS profile, or type keys into the connection.",
                    e);
        }
        return ImageException.Denied.untilSignedIn(
                "The AWS profile " + quoted(settings.awsProfile())
                        + " gives no credentials. Check it (aws configure list --profile "
                        + settings.awsProfile() + "), choose another, or type keys into the connection. The reason: "
                        + DisplayText.clipped(reason),
                e);
    }

    /// What a service says of whoever asks, whatever was asked for; empty where it is about something else.
    Optional<ImageException> refused(String code, AwsServiceException e) {
        return Optional.ofNullable(
                switch (code) {
                    case "RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired" -> clock(e);
                    case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" -> expired(e);
                    case "AuthFailure",
                            "InvalidAccessKeyId",
                            "InvalidClientTokenId",
                            "MissingAuthenticationToken",
                            "MissingAuthenticationTokenException",
                            "UnrecognizedClientException" -> keyRefused(e);
                    case "IncompleteSignature", "IncompleteSignatureException", "SignatureDoesNotMatch" ->
                        secretRefused(e);
                    case "InvalidSignatureException" ->
                        words(e).contains("expired") || words(e).contains("not yet current")
                                ? clock(e)
                                : secretRefused(e);
                    case "InvalidToken" -> tokenRefused(e);
                    default -> null;
                });
    }

    /// Of all requests alike: whoever sets the clock right lets everything that waits go on.
    static ImageException clock(AwsServiceException e) {
        return ImageException.Denied.untilSignedIn(
                "The clock of this computer is wrong by more than the service allows. "
                        + "Set date and time (best automatically) and try again.",
                e);
    }

    ImageException keyRefused(SdkException e) {
        return new ImageException.Denied(
                place + " does not accept the access key" + inProfile()
                        + ". Check that it is complete, active and meant for this service.",
                e);
    }

    private ImageException secretRefused(SdkException e) {
        return new ImageException.Denied(
                place + " does not accept the secret key" + inProfile()
                        + ". Check that it is complete and belongs to the access key, and that nothing on the way"
                        + " changes the requests.",
                e);
    }

    private ImageException tokenRefused(SdkException e) {
        return new ImageException.Denied(
                place + " does not accept the session token" + inProfile()
                        + ". Check that it is complete and belongs to the access key, or get new keys.",
                e);
    }

    private String inProfile() {
        return settings.awsProfile().isBlank() ? "" : " in the AWS profile " + quoted(settings.awsProfile());
    }
}

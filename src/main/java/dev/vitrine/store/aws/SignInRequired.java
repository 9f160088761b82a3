package dev.vitrine.store.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/// That keys are missing until a person does something, in the words of an exception: the SDK makes others of it on the
/// way, and keeps what it says.
final class SignInRequired {
    private static final Pattern COMMAND = Pattern.compile("sign-in wanted \\{(.*?)}");
    private static final Pattern DEVICE = Pattern.compile("code wanted \\{(.*?)}");

    private SignInRequired() {}

    /// @param command that does it in a terminal
    static SdkClientException by(String command, @Nullable Throwable cause) {
        return SdkClientException.create("sign-in wanted {" + command + "}", cause);
    }

    static SdkClientException byCodeOf(String device) {
        return SdkClientException.create("code wanted {" + device + "}");
    }

    static boolean isIn(String message) {
        return command(message).isPresent() || device(message).isPresent();
    }

    static Optional<String> command(String message) {
        return found(COMMAND, message);
    }

    static Optional<String> device(String message) {
        return found(DEVICE, message);
    }

    private static Optional<String> found(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.Causes;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.ServerCertificate.Doubt;
import dev.vitrine.text.DisplayText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;

/// What keeps an encrypted connection from coming about, as sentences with a next step. Nothing was sent then.
final class TlsFailures {
    private static final List<String> OUTDATED =
            List.of("protocol_version", "protocol version", "not accepted by client");
    private static final List<String> NO_TLS =
            List.of("Unsupported or unrecognized SSL message", "plaintext connection");
    private static final List<String> NO_CIPHER = List.of("handshake_failure", "no cipher suites in common");

    private TlsFailures() {}

    /// @return empty for what has another cause
    static Optional<ImageException> translated(String place, SdkException e) {
        Optional<ServerCertificate> shown = ServerCertificate.in(e);
        if (shown.isPresent()) {
            return Optional.of(new ImageException.Unreachable(distrust(place, shown.get()), e));
        }
        return Causes.first(e, SSLException.class)
                .map(failure -> Objects.requireNonNullElse(failure.getMessage(), ""))
                .map(reason -> new ImageException.Unreachable(handshake(place, reason), e));
    }

    private static String handshake(String place, String reason) {
        if (NO_TLS.stream().anyMatch(reason::contains)) {
            return place
                    + " does not encrypt at this port. Check the port; an address in a network of your own may begin with http:// instead.";
        }
        if (OUTDATED.stream().anyMatch(reason::contains)) {
            return place + " encrypts only in ways that are broken by now (before TLS 1.2). Update that server.";
        }
        if (NO_CIPHER.stream().anyMatch(reason::contains)) {
            return place
                    + " and this program know no way to encrypt in common. Update that server, or check whether it wants a certificate of yours, which is not possible here.";
        }
        return "No trusted connection to " + place + ": its certificate or its way to encrypt was refused ("
                + DisplayText.clipped(reason) + "). Check the address, or whether something sits in between.";
    }

    private static String distrust(String place, ServerCertificate shown) {
        String why =
                shown.doubts().stream().map(doubt -> sentence(doubt, shown)).collect(Collectors.joining(" "));
        String facts = " It was made for " + quoted(shown.subject()) + ", valid from " + shown.notBefore() + " to "
                + shown.notAfter();
        return "The certificate of " + place + " is not trusted. " + why + facts
                + (shown.mayBeTrusted()
                        ? ". Nothing was sent. If you know that this is your server, trust it by testing the connection in the window, or by --trust-certificate="
                                + shown.fingerprint() + " on the command line."
                        : ", SHA-256 " + shown.fingerprint()
                                + ". Nothing was sent. Something sits in between: a proxy that opens connections, whose authority AWS_CA_BUNDLE can name, or a network that wants you to log in first.");
    }

    private static String sentence(Doubt doubt, ServerCertificate shown) {
        return switch (doubt) {
            case CHANGED -> "It is another one than the one that was trusted for this connection.";
            case SELF_SIGNED -> "The server signed it itself.";
            case UNKNOWN_ISSUER ->
                "Nobody who is known here signed it, or the server leaves out the certificates that lead to somebody known.";
            case EXPIRED -> "It has expired.";
            case NOT_YET_VALID -> "It is not valid yet: check the clock of this computer.";
            case OTHER_NAME -> "It is for another name than " + quoted(shown.server()) + ".";
            case NOT_ACCEPTED -> "Its key or its signature is too weak by now, or it is meant for something else.";
        };
    }
}

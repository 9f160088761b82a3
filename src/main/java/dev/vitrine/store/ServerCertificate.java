package dev.vitrine.store;

import dev.vitrine.image.Causes;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a server showed to prove who it is, and why that is not believed.
///
/// @param server as it was asked for, with its port
/// @param fingerprint SHA-256 of the whole certificate: 32 pairs of hex digits with colons between
/// @param doubts never empty
/// @param mayBeTrusted whether a person can answer for it: a server of one's own, but not one of AWS
public record ServerCertificate(
        String server,
        String subject,
        String fingerprint,
        Instant notBefore,
        Instant notAfter,
        List<Doubt> doubts,
        boolean mayBeTrusted) {
    public enum Doubt {
        /// Another one was trusted for this connection.
        CHANGED,
        SELF_SIGNED,
        /// Nobody known here signed it, or what leads from it to somebody known is missing.
        UNKNOWN_ISSUER,
        EXPIRED,
        NOT_YET_VALID,
        OTHER_NAME,
        /// Something else about it, such as a key or a signature that is too weak by now.
        NOT_ACCEPTED
    }

    public ServerCertificate {
        doubts = List.copyOf(doubts);
    }

    /// The one that a failure is about.
    public static Optional<ServerCertificate> in(Throwable failure) {
        return Causes.first(failure, NotTrusted.class).map(NotTrusted::certificate);
    }

    /// Ends a connection before anything is sent over it.
    public static final class NotTrusted extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final transient ServerCertificate certificate;

        public NotTrusted(ServerCertificate certificate, CertificateException cause) {
            super(cause.getMessage(), cause);
            this.certificate = certificate;
        }

        private ServerCertificate certificate() {
            return certificate;
        }
    }
}

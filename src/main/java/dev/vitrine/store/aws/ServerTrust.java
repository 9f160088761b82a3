package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ServerCertificate;
import dev.vitrine.store.ServerCertificate.Doubt;
import dev.vitrine.world.World;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Which servers are believed to be who they say: those that Java's authorities vouch for, those of `AWS_CA_BUNDLE`,
/// those of the operating system, and single certificates that a person has looked at.
final class ServerTrust extends X509ExtendedTrustManager {
    private final Optional<X509ExtendedTrustManager> ofBundle;
    private final Map<String, String> pins;
    private final TrustedAuthorities.SystemFiles systemFiles;
    private @Nullable X509ExtendedTrustManager ofSystem;

    /// @param bundle a file with authorities besides Java's, or `""`
    /// @param pins fingerprints of certificates that a person trusts, by server
    /// @throws ImageException.Invalid when the certificates that are to be trusted cannot be read
    ServerTrust(String bundle, Map<String, String> pins, TrustedAuthorities.SystemFiles systemFiles) {
        this.pins = Map.copyOf(pins);
        this.systemFiles = systemFiles;
        try {
            ofBundle =
                    bundle.isEmpty() ? Optional.empty() : Optional.of(TrustedAuthorities.withBundle(Path.of(bundle)));
        } catch (IOException | GeneralSecurityException e) {
            throw new ImageException.Invalid(
                    "AWS_CA_BUNDLE names " + quoted(bundle) + ", whose certificates cannot be read.", e);
        }
    }

    private X509ExtendedTrustManager authorities() {
        return ofBundle.orElseGet(TrustedAuthorities::ofJava);
    }

    SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        SSLSocket secured = (SSLSocket) socket;
        check(chain, manager -> manager.checkServerTrusted(chain, authType, socket), secured.getHandshakeSession());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType, engine), engine.getHandshakeSession());
    }

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check, SSLSession session) throws CertificateException {
        try {
            check.by(authorities());
        } catch (CertificateException e) {
            if (!isPinned(chain[0], session) && !isTrusted(check)) {
                throw new ServerCertificate.NotTrusted(described(chain, session), e);
            }
        }
    }

    private boolean isPinned(X509Certificate own, SSLSession session) {
        String pinned = pins.getOrDefault(server(session), pins.getOrDefault(AwsSettings.ANY_SERVER, ""));
        return List.of(pinned.split(" ")).contains(fingerprint(own));
    }

    private static String server(SSLSession session) {
        return session.getPeerHost() + ":" + session.getPeerPort();
    }

    private boolean isTrusted(Check check) {
        try {
            check.by(ofSystem());
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private ServerCertificate described(X509Certificate[] chain, SSLSession session) {
        X509Certificate own = chain[0];
        String host = session.getPeerHost();
        boolean isOfAws = host.toLowerCase(Locale.ROOT).matches("(.*\\.)?(amazonaws\\.com(\\.cn)?|api\\.aws)");
        return new ServerCertificate(
                server(session),
                own.getSubjectX500Principal().getName(),
                fingerprint(own),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                List.copyOf(doubts(chain, session)),
                !isOfAws);
    }

    private Set<Doubt> doubts(X509Certificate[] chain, SSLSession session) {
        X509Certificate own = chain[0];
        var now = World.here().now();
        var doubts = EnumSet.noneOf(Doubt.class);
        if (pins.containsKey(server(session))) {
            doubts.add(Doubt.CHANGED);
        }
        if (now.isAfter(own.getNotAfter().toInstant())) {
            doubts.add(Doubt.EXPIRED);
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            doubts.add(Doubt.NOT_YET_VALID);
        }
        if (!CertificateNames.of(own).cover(session.getPeerHost())) {
            doubts.add(Doubt.OTHER_NAME);
        }
        if (!isVouchedFor(chain)) {
            boolean isOwn = own.getSubjectX500Principal().equals(own.getIssuerX500Principal());
            doubts.add(isOwn ? Doubt.SELF_SIGNED : Doubt.UNKNOWN_ISSUER);
        }
        if (doubts.isEmpty() || doubts.equals(EnumSet.of(Doubt.CHANGED))) {
            doubts.add(Doubt.NOT_ACCEPTED);
        }
        return doubts;
    }

    /// By its end alone: dates and names are looked at by themselves.
    private boolean isVouchedFor(X509Certificate[] chain) {
        X509Certificate last = chain[chain.length - 1];
        return Stream.of(authorities(), ofSystem())
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                .anyMatch(known -> known.equals(last) || isSignedBy(last, known));
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("It came as bytes", e);
        }
    }

    private synchronized X509ExtendedTrustManager ofSystem() {
        if (ofSystem == null) {
            ofSystem = TrustedAuthorities.ofSystem(systemFiles).orElseGet(this::authorities);
        }
        return ofSystem;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authorities().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        authorities().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities().checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities().getAcceptedIssuers();
    }
}

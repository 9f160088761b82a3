package dev.vitrine.store.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Who vouches for certificates. To read some hundred of them takes a tenth of a second and more: each set is read when
/// it is needed, and once for the process.
final class TrustedAuthorities {
    private static final System.Logger LOG = System.getLogger(TrustedAuthorities.class.getName());

    /// Where systems keep them, as OpenSSL and Go look for them.
    private static final List<String> SYSTEM_FILES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private static final List<String> SYSTEM_STORES = List.of("Windows-ROOT", "KeychainStore-ROOT", "KeychainStore");

    private static final Map<Bundle, X509ExtendedTrustManager> BUNDLES = new ConcurrentHashMap<>();

    private TrustedAuthorities() {}

    /// @param files with the authorities of the system; the first that is there counts
    record SystemFiles(List<String> files) {
        static final SystemFiles USUAL = new SystemFiles(SYSTEM_FILES);
    }

    /// A file as it was read: with another time or length it is another one.
    private record Bundle(Path file, FileTime changed, long length) {
        static Bundle of(Path file) throws IOException {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Bundle(file.toAbsolutePath(), now.lastModifiedTime(), now.size());
        }
    }

    private static final class Java {
        static final X509ExtendedTrustManager AUTHORITIES = read();

        private static X509ExtendedTrustManager read() {
            try {
                return manager(null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java has no authorities", e);
            }
        }
    }

    static X509ExtendedTrustManager ofJava() {
        return Java.AUTHORITIES;
    }

    /// Those of Java and of a file.
    ///
    /// @param pem certificates one behind the other
    static X509ExtendedTrustManager withBundle(Path pem) throws IOException, GeneralSecurityException {
        Bundle asked = Bundle.of(pem);
        @Nullable X509ExtendedTrustManager known = BUNDLES.get(asked);
        if (known != null) {
            return known;
        }
        var trusted = new ArrayList<Certificate>(List.of(ofJava().getAcceptedIssuers()));
        trusted.addAll(read(pem));
        X509ExtendedTrustManager made = manager(store(trusted));
        BUNDLES.put(asked, made);
        return made;
    }

    /// Empty where the system has none that can be read.
    static Optional<X509ExtendedTrustManager> ofSystem(SystemFiles files) {
        List<Certificate> found = systemAuthorities(files);
        try {
            return found.isEmpty() ? Optional.empty() : Optional.of(manager(store(found))); // none would be an error
        } catch (IOException | GeneralSecurityException e) {
            LOG.log(System.Logger.Level.INFO, "the certificates of the system are not used", e);
            return Optional.empty();
        }
    }

    private static List<Certificate> systemAuthorities(SystemFiles files) {
        var found = new ArrayList<Certificate>();
        for (String name : SYSTEM_STORES) {
            try {
                KeyStore store = KeyStore.getInstance(name);
                store.load(null, null);
                for (String alias : (Iterable<String>) store.aliases()::asIterator) {
                    Certificate certificate = store.getCertificate(alias);
                    if (certificate != null) {
                        found.add(certificate);
                    }
                }
            } catch (IOException | GeneralSecurityException e) {
                LOG.log(System.Logger.Level.DEBUG, "no store " + name, e);
            }
        }
        for (String name : files.files()) {
            if (found.isEmpty() && Files.isReadable(Path.of(name))) {
                try {
                    found.addAll(read(Path.of(name)));
                } catch (IOException | GeneralSecurityException e) {
                    LOG.log(System.Logger.Level.DEBUG, "not used: " + name, e);
                }
            }
        }
        return found;
    }

    private static List<Certificate> read(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static KeyStore store(List<Certificate> trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry(Integer.toString(i), trusted.get(i));
        }
        return store;
    }

    /// @param store `null` for Java's own
    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        for (TrustManager manager : managers.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager known) {
                return known;
            }
        }
        throw new GeneralSecurityException("Java has nobody to check certificates");
    }
}

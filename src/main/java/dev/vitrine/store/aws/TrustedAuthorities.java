package dev.vitrine.store.aws;

import dev.vitrine.files.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Who vouches for certificates. To make something of some hundred of them takes a tenth of a second and more: of
/// Java's and of a bundle that is done once for the process.
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

    /// By the SHA-256 of the file.
    private static final Map<String, X509ExtendedTrustManager> BUNDLES = new ConcurrentHashMap<>();

    private TrustedAuthorities() {}

    /// @param files with the authorities of the system; the first that is there counts
    record SystemFiles(List<String> files) {
        static final SystemFiles USUAL = new SystemFiles(SYSTEM_FILES);
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
        byte[] content = Files.readAllBytes(pem);
        String hash = HexFormat.of().formatHex(Sha256.of(content));
        @Nullable X509ExtendedTrustManager known = BUNDLES.get(hash);
        if (known != null) {
            return known;
        }
        var trusted = new ArrayList<Certificate>(List.of(ofJava().getAcceptedIssuers()));
        trusted.addAll(read(content));
        X509ExtendedTrustManager made = manager(store(trusted));
        BUNDLES.put(hash, made);
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
                    found.addAll(read(Files.readAllBytes(Path.of(name))));
                } catch (IOException | GeneralSecurityException e) {
                    LOG.log(System.Logger.Level.DEBUG, "not used: " + name, e);
                }
            }
        }
        return found;
    }

    /// @param pem one behind the other
    private static List<Certificate> read(byte[] pem) throws GeneralSecurityException {
        return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
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

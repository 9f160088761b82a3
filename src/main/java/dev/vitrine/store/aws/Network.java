package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// How a server is reached: through the proxy that the environment names for its scheme (`HTTPS_PROXY`, `HTTP_PROXY`,
/// but for `NO_PROXY`), and which certificates are trusted besides Java's (`AWS_CA_BUNDLE`), as for the AWS CLI and the
/// image storage service. Proxies in Java's own properties win.
final class Network {
    private final Map<String, String> environment;
    private final Optional<SSLSocketFactory> trust;

    private Network(Map<String, String> environment) {
        this.environment = environment;
        this.trust = Optional.of(value("AWS_CA_BUNDLE"))
                .filter(file -> !file.isEmpty())
                .map(Network::trusting);
    }

    /// @throws ImageException.Invalid when the certificates that are to be trusted cannot be read
    static Network of(Map<String, String> environment) {
        return new Network(environment);
    }

    HttpURLConnection open(URI address) throws IOException {
        Optional<Proxy> proxy = proxy(address);
        var connection = (HttpURLConnection)
                (proxy.isPresent()
                        ? address.toURL().openConnection(proxy.get())
                        : address.toURL().openConnection());
        if (connection instanceof HttpsURLConnection secured) {
            trust.ifPresent(secured::setSSLSocketFactory);
        }
        return connection;
    }

    /// Empty for Java's own choice.
    Optional<Proxy> proxy(URI address) {
        String name = address.getScheme() + "_proxy";
        String named = either(name);
        boolean isChosenByJava = System.getProperty(address.getScheme() + ".proxyHost") != null;
        if (named.isEmpty() || isChosenByJava || NoProxy.of(either("no_proxy")).covers(address)) {
            return Optional.empty();
        }
        try {
            var proxy = new URI(named.contains("://") ? named : "http://" + named);
            if (proxy.getHost() == null) {
                throw new URISyntaxException(named, "no host");
            }
            int port =
                    proxy.getPort() >= 0 ? proxy.getPort() : proxy.getScheme().equals("https") ? 443 : 80;
            return Optional.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
        } catch (URISyntaxException e) {
            throw new ImageException.Invalid(
                    name.toUpperCase(Locale.ROOT) + " is not an address like http://proxy.example.org:3128.", e);
        }
    }

    private String either(String name) {
        String small = value(name);
        return small.isEmpty() ? value(name.toUpperCase(Locale.ROOT)) : small;
    }

    private String value(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static SSLSocketFactory trusting(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            var trusted = new ArrayList<Certificate>(List.of(issuers(null)));
            trusted.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new ImageException.Invalid(
                    "AWS_CA_BUNDLE names " + quoted(file) + ", whose certificates cannot be read.", e);
        }
    }

    /// @param store `null` for Java's own
    private static X509Certificate[] issuers(@Nullable KeyStore store) throws GeneralSecurityException {
        for (var manager : managers(store).getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers;
    }
}

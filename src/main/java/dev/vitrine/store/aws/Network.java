package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.ServerCertificate;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// How a server is reached: through the proxy that the environment names for its scheme (`HTTPS_PROXY`, `HTTP_PROXY`,
/// but for `NO_PROXY`), as for the AWS CLI and the image storage service, and whom
/// it may be ([ServerTrust]). Proxies in
/// Java's own properties win.
final class Network {
    private final Map<String, String> environment;
    private final ServerTrust trust;
    private @Nullable SSLSocketFactory sockets;

    private Network(Map<String, String> environment, Map<String, String> trusted, ServerTrust.SystemFiles system) {
        this.environment = environment;
        trust = new ServerTrust(value("AWS_CA_BUNDLE"), trusted, system);
    }

    /// @throws ImageException.Invalid when the certificates that are to be trusted cannot be read
    static Network of(Map<String, String> environment) {
        return of(environment, Map.of(), ServerTrust.SystemFiles.USUAL);
    }

    /// @param trusted certificates that a person answers for, see
    /// [dev.vitrine.store.AwsSettings#trustedCertificates]
    static Network of(Map<String, String> environment, Map<String, String> trusted, ServerTrust.SystemFiles system) {
        return new Network(environment, trusted, system);
    }

    HttpURLConnection open(URI address) throws IOException {
        Optional<Proxy> proxy = proxy(address);
        var connection = (HttpURLConnection)
                (proxy.isPresent()
                        ? address.toURL().openConnection(proxy.get())
                        : address.toURL().openConnection());
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(sockets());
        }
        return connection;
    }

    /// Made for the first connection that encrypts: many encrypt none.
    private synchronized SSLSocketFactory sockets() {
        if (sockets == null) {
            sockets = trust.sockets();
        }
        return sockets;
    }

    /// Shakes hands and says nothing.
    ///
    /// @return the certificate that ended it
    Optional<ServerCertificate> doubtful(URI address, Duration atMost) {
        try {
            HttpURLConnection connection = open(address);
            connection.setConnectTimeout((int) atMost.toMillis());
            connection.setReadTimeout((int) atMost.toMillis());
            connection.connect();
            connection.disconnect();
            return Optional.empty();
        } catch (IOException e) {
            return ServerCertificate.in(e); // what else is wrong, a request will tell
        }
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
}

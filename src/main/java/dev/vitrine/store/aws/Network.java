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

/// How a server is reached: through the proxy that the environment names for its scheme (`HTTPS_PROXY`,
/// `HTTP_PROXY`, with a user and a password where they stand in it, but for `NO_PROXY`), as for the AWS CLI and the
/// image storage service, and whom it may be ([ServerTrust]). Proxies in Java's own properties win.
final class Network {
    private final Map<String, String> environment;
    private final ServerTrust trust;
    private @Nullable SSLSocketFactory sockets;
    private ProxyLogin.@Nullable Answering answering;

    private Network(
            Map<String, String> environment, Map<String, String> trusted, TrustedAuthorities.SystemFiles system) {
        this.environment = environment;
        if (environment.entrySet().stream()
                .anyMatch(entry -> entry.getKey().equalsIgnoreCase("https_proxy")
                        && entry.getValue().contains("@"))) {
            ProxyLogin.allowTunnels();
        }
        trust = new ServerTrust(value("AWS_CA_BUNDLE"), trusted, system);
    }

    /// @throws ImageException.Invalid when the certificates that are to be trusted cannot be read
    static Network of(Map<String, String> environment) {
        return of(environment, Map.of(), TrustedAuthorities.SystemFiles.USUAL);
    }

    /// @param trusted certificates that a person answers for, see
    /// [dev.vitrine.store.AwsSettings#trustedCertificates]
    static Network of(
            Map<String, String> environment, Map<String, String> trusted, TrustedAuthorities.SystemFiles system) {
        return new Network(environment, trusted, system);
    }

    HttpURLConnection open(URI address) throws IOException {
        Optional<NamedProxy> proxy = named(address);
        var connection = (HttpURLConnection)
                (proxy.isPresent()
                        ? address.toURL().openConnection(proxy.get().proxy())
                        : address.toURL().openConnection());
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(sockets());
            proxy.flatMap(NamedProxy::login).map(this::authenticator).ifPresent(connection::setAuthenticator);
        } else {
            proxy.flatMap(NamedProxy::login)
                    .ifPresent(login -> connection.setRequestProperty("Proxy-Authorization", login.header()));
        }
        return connection;
    }

    /// The same for all connections, or none of them would be used again.
    private synchronized ProxyLogin.Answering authenticator(ProxyLogin login) {
        if (answering == null) {
            answering = login.answering();
        }
        answering.begin();
        return answering;
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
        return named(address).map(NamedProxy::proxy);
    }

    private record NamedProxy(Proxy proxy, Optional<ProxyLogin> login) {}

    private Optional<NamedProxy> named(URI address) {
        String name = address.getScheme() + "_proxy";
        String named = either(name);
        boolean isChosenByJava = System.getProperty(address.getScheme() + ".proxyHost") != null;
        if (named.isEmpty() || isChosenByJava || NoProxy.of(either("no_proxy")).covers(address)) {
            return Optional.empty();
        }
        String scheme = named.contains("://") ? named.substring(0, named.indexOf("://")) : "http";
        String rest = named.substring(named.indexOf("://") < 0 ? 0 : scheme.length() + 3);
        int at = rest.lastIndexOf('@');
        Optional<ProxyLogin> login = at < 0 ? Optional.empty() : Optional.of(ProxyLogin.of(rest.substring(0, at)));
        InetSocketAddress place = place(scheme + "://" + rest.substring(at + 1))
                .orElseThrow(() -> new ImageException.Invalid(
                        name.toUpperCase(Locale.ROOT) + " is not an address like http://proxy.example.org:3128."));
        return Optional.of(new NamedProxy(new Proxy(Proxy.Type.HTTP, place), login));
    }

    private static Optional<InetSocketAddress> place(String address) {
        try {
            var proxy = new URI(address);
            int port = proxy.getPort() >= 0 ? proxy.getPort() : "https".equals(proxy.getScheme()) ? 443 : 80;
            return Optional.ofNullable(proxy.getHost()).map(host -> new InetSocketAddress(host, port));
        } catch (URISyntaxException _) { // which repeats what was typed
            return Optional.empty();
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

package dev.vitrine.api;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// Where this server is: as it is bound, as a proxy offers it, and as a client sees it.
record ServerAddress(InetSocketAddress bound, Optional<URI> offered) {
    /// `http://127.0.0.1:8080`, without a slash at the end.
    String printed() {
        String host = bound.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host) + ":"
                + bound.getPort();
    }

    /// The address to put into links: the client reached us by it, so it will again.
    String seenBy(Request request) {
        return offered.map(address -> address.toString().replaceFirst("/+$", ""))
                .or(() -> request.header("Host")
                        .filter(host -> host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?"))
                        .map(host -> "http://" + host))
                .orElseGet(this::printed);
    }
}

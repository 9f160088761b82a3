package dev.vitrine.store.aws;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The servers that are reached without a proxy, as `NO_PROXY` lists them: names with all below them, addresses,
/// networks such as `10.0.0.0/8`, each with a port or for all, or `*`. This machine is never behind a proxy.
record NoProxy(List<String> entries) {
    static NoProxy of(String listed) {
        return new NoProxy(Stream.of(listed.split("[,\\s]+"))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean covers(URI address) {
        String host = bare(address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT));
        Optional<InetAddress> number = number(host);
        if (host.equals("localhost")
                || host.endsWith(".localhost")
                || number.stream().anyMatch(InetAddress::isLoopbackAddress)) {
            return true;
        }
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        return entries.stream().anyMatch(entry -> covers(entry, host, number, port));
    }

    private static boolean covers(String entry, String host, Optional<InetAddress> number, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') > 0) {
            return number.stream().anyMatch(address -> isIn(address, entry));
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0
                && entry.substring(colon + 1).matches("\\d{1,5}")
                && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (hasPort && Integer.parseInt(entry.substring(colon + 1)) != port) {
            return false;
        }
        String name = bare(hasPort ? entry.substring(0, colon) : entry);
        if (number.isPresent()) {
            return number.equals(number(name));
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return domain.startsWith(".")
                ? host.endsWith(domain) || host.equals(domain.substring(1))
                : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isIn(InetAddress address, String network) {
        int slash = network.indexOf('/');
        Optional<InetAddress> base = number(network.substring(0, slash));
        String bits = network.substring(slash + 1);
        byte[] bytes = address.getAddress();
        if (base.isEmpty() || base.get().getAddress().length != bytes.length || !bits.matches("\\d{1,3}")) {
            return false;
        }
        int shift = bytes.length * 8 - Integer.parseInt(bits);
        return shift >= 0
                && new BigInteger(1, bytes)
                        .shiftRight(shift)
                        .equals(new BigInteger(1, base.get().getAddress()).shiftRight(shift));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /// Empty for a name: nothing is looked up.
    private static Optional<InetAddress> number(String host) {
        if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}") && host.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

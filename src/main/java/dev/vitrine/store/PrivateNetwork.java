package dev.vitrine.store;

import java.util.List;
import java.util.Locale;

/// Hosts that are reached without the internet, as far as their name or address tells: a container, a server at home.
/// Nothing is looked up.
final class PrivateNetwork {
    /// RFC 6762, RFC 8375, RFC 9476, and what routers and Docker use.
    private static final List<String> DOMAINS = List.of(".local", ".lan", ".home.arpa", ".internal", ".home");

    private PrivateNetwork() {}

    static boolean isIn(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return name.matches("\\[(f[cd]|fe[89ab])[0-9a-f]{0,2}:.*"); // RFC 4193, RFC 4291
        }
        if (name.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return name.matches(
                    "(10|192\\.168|169\\.254|172\\.(1[6-9]|2\\d|3[01])|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))\\..*");
        }
        return name.matches("[a-z][a-z0-9_-]*") || DOMAINS.stream().anyMatch(name::endsWith);
    }
}

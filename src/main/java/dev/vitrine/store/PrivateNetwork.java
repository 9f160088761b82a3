package dev.vitrine.store;

import java.util.regex.Pattern;

/// Hosts that are reached without the internet, as far as their name or address tells: a container, a server at home.
/// Nothing is looked up.
final class PrivateNetwork {
    /// RFC 1918, RFC 3927, RFC 6598.
    private static final String IPV4 =
            "(10|192\\.168|169\\.254|172\\.(1[6-9]|2\\d|3[01])|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))(\\.\\d{1,3}){2,3}";

    /// RFC 4193, RFC 4291.
    private static final String IPV6 = "\\[(f[cd]|fe[89ab])[0-9a-f]{0,2}:[0-9a-f:.%]*]";

    /// Without a dot; RFC 6762, RFC 8375, RFC 9476, and what routers and Docker use.
    private static final String NAME = "[a-z][a-z0-9_-]*|.+\\.(local|lan|home\\.arpa|internal|home)";

    private static final Pattern HOST = Pattern.compile("(?i)" + IPV4 + "|" + IPV6 + "|" + NAME);

    private PrivateNetwork() {}

    static boolean isIn(String host) {
        return HOST.matcher(host).matches();
    }
}

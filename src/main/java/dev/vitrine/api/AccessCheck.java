package dev.vitrine.api;

import dev.vitrine.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides who may ask at all.
///
/// With a token, whoever has it. Without one the server is bound to this machine and answers to the account that
/// runs it; what has to be kept out are other accounts, proxies that offer it to others, and a web page in the
/// browser of its user: one that sends requests here from its own address, or whose host name was made to point
/// here. Only the last is kept out of a server that was opened to everybody.
final class AccessCheck {
    private static final String SCHEME = "bearer ";
    private static final List<String> PROXY_MARKS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final RateLimit limit;
    private final Optional<byte[]> tokenHash;
    /// Names under which a server without a token is asked for; empty for any.
    private final Optional<Set<String>> hosts;

    private final boolean ownerOnly;
    private final Optional<SameAccount> account;

    /// @param account of the server, where the system tells that of a client
    AccessCheck(RateLimit limit, ServerSettings settings, Optional<SameAccount> account) {
        this.limit = limit;
        tokenHash = settings.token().map(AccessCheck::hash);
        hosts = settings.hasAnyName() ? Optional.empty() : Optional.of(settings.hosts());
        ownerOnly = settings.isForOwnerOnly();
        this.account = account;
    }

    /// Comes first, so that guessing tokens is limited too.
    void checkPace(Request request) {
        if (!limit.allows(request.client())) {
            throw new HttpError(429, "Too many requests. Try again in a second.", Map.of("Retry-After", "1"));
        }
    }

    /// A signed link may be opened from any page: that is what it is for.
    void check(Request request, Route route) {
        if (route.access() == Route.Access.ANYONE) {
            return;
        }
        if (tokenHash.isEmpty()) {
            if (ownerOnly) {
                checkOwner(request);
            }
            checkHost(request);
        } else if (!hasToken(request)) {
            throw new HttpError(
                    401,
                    "This server asks for a token: send the header Authorization: Bearer TOKEN.",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
    }

    private void checkOwner(Request request) {
        if (PROXY_MARKS.stream().anyMatch(mark -> request.listHeader(mark).isPresent())) {
            throw new HttpError(
                    403,
                    "This request came through a proxy. Start the server with a token to offer it to others, or with --open for everybody.");
        }
        if (account.isPresent() && !account.get().isThatOf(request.clientAddress())) {
            throw new HttpError(
                    403,
                    "This server answers to programs of the account that runs it. Start it with a token to let others ask, or with --open for everybody.");
        }
    }

    private void checkHost(Request request) {
        String host = request.header("Host").orElse("");
        if (hosts.isPresent() && !hosts.get().contains(withoutPort(host))) {
            throw new HttpError(
                    403,
                    "This server answers to localhost only. Start it with --public-url to offer it under another name.");
        }
        Optional<String> origin = request.header("Origin")
                .filter(from -> !from.replaceFirst("^https?://", "").equals(host));
        if (origin.isPresent()
                || request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
            throw new HttpError(
                    403,
                    "Web pages from elsewhere may not use this server. Start it with a token to allow programs from elsewhere.");
        }
    }

    private boolean hasToken(Request request) {
        return request.header("Authorization")
                .filter(given -> given.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .filter(given -> MessageDigest.isEqual(
                        hash(given.substring(SCHEME.length()).strip()), tokenHash.orElseThrow()))
                .isPresent();
    }

    /// Hashes have one length, so that comparing takes the same time whatever was sent.
    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
    }
}

package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// One request, taken apart: everything in it is untrusted input.
final class Request {
    private final HttpExchange exchange;
    private final List<String> path;
    private final Map<String, List<String>> query;

    private Request(HttpExchange exchange, List<String> path, Map<String, List<String>> query) {
        this.exchange = exchange;
        this.path = path;
        this.query = query;
    }

    /// @throws HttpError when an escape in the address is not text
    static Request of(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawPath();
        // Split before decoding: an escaped slash belongs to a name.
        List<String> path = Arrays.stream(
                        raw.substring(raw.startsWith("/") ? 1 : 0).split("/", -1))
                .map(Request::decoded)
                .toList();
        return new Request(exchange, path, pairs(exchange.getRequestURI().getRawQuery()));
    }

    /// The client's own id for the request where it gave a harmless one, so that both logs can be read side by
    /// side.
    static String idOf(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("X-Request-Id");
        return given != null && given.matches("[A-Za-z0-9._-]{1,64}")
                ? given
                : UUID.randomUUID().toString().substring(0, 13);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    List<String> path() {
        return path;
    }

    InetAddress client() {
        return clientAddress().getAddress();
    }

    InetSocketAddress clientAddress() {
        return exchange.getRemoteAddress();
    }

    /// The last value given, as the service takes it; a blank one counts as absent.
    Optional<String> query(String name) {
        List<String> all = queryAll(name);
        return all.isEmpty() || all.getLast().isBlank() ? Optional.empty() : Optional.of(all.getLast());
    }

    List<String> queryAll(String name) {
        return query.getOrDefault(name, List.of());
    }

    /// @throws HttpError when it is neither `true` nor `false`
    boolean flag(String name) {
        String value = query(name).orElse("false").strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw HttpError.badRequest(name + " is true or false, not " + quoted(value) + ".");
        };
    }

    /// Of one that has one value: of two, whoever stands in front of this server may have believed the other.
    ///
    /// @throws HttpError when it is given more than once
    Optional<String> header(String name) {
        List<String> given = exchange.getRequestHeaders().getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw HttpError.badRequest("The header " + name + " is given " + given.size() + " times.");
        }
        return given.stream().findFirst();
    }

    /// Of one that is a list, which may come in several pieces.
    Optional<String> listHeader(String name) {
        List<String> given = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return given.isEmpty() ? Optional.empty() : Optional.of(String.join(",", given));
    }

    /// Type and subtype in small letters, without parameters; `""` where none is given.
    String contentType() {
        return header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// @param max bytes
    /// @throws HttpError when more is announced, or what is not to be read
    Body body(long max) {
        return new Body(
                exchange.getRequestBody(),
                announced(),
                max,
                SlowClientGuard.current(),
                BodyClaims.of(exchange.getRequestHeaders()));
    }

    private OptionalLong announced() {
        try {
            return header("Content-Length")
                    .map(length -> OptionalLong.of(Long.parseLong(length.strip())))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException _) {
            throw HttpError.badRequest("Content-Length is not a number.");
        }
    }

    private static Map<String, List<String>> pairs(String raw) {
        var query = new LinkedHashMap<String, List<String>>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.replace('+', ' ').split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return query;
    }

    /// Strictly: a wrong byte must not become another, valid name. The server hands unescaped bytes through as
    /// characters up to 255.
    private static String decoded(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        var decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length) {
                decoded.put((byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16)));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException _) {
            throw HttpError.badRequest("The address has an escape that is not UTF-8.");
        }
    }
}

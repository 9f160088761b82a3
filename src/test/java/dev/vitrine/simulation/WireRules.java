package dev.vitrine.simulation;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.aws.DirectClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// What the program never asks for, whatever comes of it.
final class WireRules {
    private static final Pattern SET = Pattern.compile("\"UpdateExpression\":\"SET ([^\"]*)\"");
    private static final Pattern ORIGINAL =
            Pattern.compile("/" + DirectClients.SETTINGS.bucket() + "/(?!\\.vitrine/)[^/]+/[^/]+");
    private static final Set<String> OF_BYTES = Stream.concat(
                    Attribute.SETTINGS.stream(), Stream.of(Attribute.LOOK_HASH))
            .map(Attribute::field)
            .collect(Collectors.toSet());

    private WireRules() {}

    /// @return what must not be asked for
    static Optional<String> broken(HttpExecuteRequest asked) {
        SdkHttpRequest request = asked.httpRequest();
        if (request.encodedPath().contains("/" + ObjectKey.ALBUMS) && isBlind(request)) {
            return Optional.of("an album is written whatever is there: " + request);
        }
        if (writesOriginal(request) && isBlind(request)) {
            return Optional.of("an original is written whatever is there: " + request);
        }
        boolean isUpdate = request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> target.endsWith(".UpdateItem"))
                .isPresent();
        return isUpdate ? filledAndMore(body(asked)) : Optional.empty();
    }

    /// By itself, not in parts.
    private static boolean writesOriginal(SdkHttpRequest request) {
        return request.method() == SdkHttpMethod.PUT
                && request.rawQueryParameters().isEmpty()
                && ORIGINAL.matcher(request.encodedPath()).matches();
    }

    private static boolean isBlind(SdkHttpRequest request) {
        boolean writes = request.method() == SdkHttpMethod.PUT || request.method() == SdkHttpMethod.DELETE;
        return writes
                && request.firstMatchingHeader("If-Match").isEmpty()
                && request.firstMatchingHeader("If-None-Match").isEmpty();
    }

    /// Whoever reads what bytes say changes nothing else, and marks no row as changed.
    private static Optional<String> filledAndMore(String body) {
        Matcher set = SET.matcher(body);
        Set<String> names = new HashSet<>();
        if (set.find()) {
            Stream.of(set.group(1).split(", "))
                    .map(each -> each.split(" = ")[0])
                    .forEach(names::add);
        }
        boolean fills = names.removeAll(OF_BYTES);
        return fills && !names.isEmpty() ? Optional.of("changed by a reading of bytes: " + names) : Optional.empty();
    }

    private static String body(HttpExecuteRequest asked) {
        try (InputStream in = asked.contentStreamProvider().orElseThrow().newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.vitrine.api;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// What a client may keep: tags that change with what they stand for, and the questions asked with them.
final class ETags {
    private static final int HASH_BYTES = 16;

    private ETags() {}

    /// @param content the answer, or what it is made from
    static String of(byte[] content) {
        return "\"" + hash(content) + "\"";
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content), 0, HASH_BYTES);
    }

    /// A tag of two parts: what can be changed, and what else the answer depends on.
    static String of(String version, long period) {
        return "\"" + version + "." + period + "\"";
    }

    /// The answer itself, or 304 when the client has this very one.
    static Response unlessKnown(Request request, String tag, Response response) {
        Response tagged = response.with("ETag", tag);
        return request.listHeader("If-None-Match")
                        .filter(known -> names(known, tag))
                        .isEmpty()
                ? tagged
                : new Response(Response.NOT_MODIFIED, tagged.headers(), tagged.content());
    }

    /// True when the list of tags in a header has this one. Weak ones count: the answers differ in nothing that
    /// matters.
    private static boolean names(String header, String tag) {
        return isAny(header)
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(tag::equals);
    }

    /// @param version the first part of the tag that stands for the image as it is
    /// @return whether the client named what it saw: then the change is conditional on that
    /// @throws HttpError 412 when the client changes something else than what it saw, or what it wants not to be
    static boolean requireMatch(Request request, String version) {
        String unwanted = request.listHeader("If-None-Match").orElse("");
        if (isAny(unwanted)) {
            throw new HttpError(412, "There is such an image, and the request wanted that there is none.");
        }
        if (namesVersion(unwanted, version)) {
            throw new HttpError(412, "The image is in the state that the request does not want to change.");
        }
        Optional<String> seen = request.listHeader("If-Match");
        if (seen.isEmpty() || isAny(seen.get())) {
            return false;
        }
        if (!namesVersion(seen.get(), version)) {
            throw changed();
        }
        return true;
    }

    /// @throws HttpError 412 when the client, as one who goes on with a part, wants other bytes than these
    static void requireNamed(Request request, String tag) {
        if (request.listHeader("If-Match")
                .filter(requested -> !names(requested, tag))
                .isPresent()) {
            throw changed();
        }
    }

    private static boolean isAny(String header) {
        return header.strip().equals("*");
    }

    private static boolean namesVersion(String header, String version) {
        return Arrays.stream(header.split(",")).map(ETags::version).anyMatch(version::equals);
    }

    private static String version(String tag) {
        return tag.strip().replaceFirst("^(?:W/)?\"([^.\"]*).*$", "$1");
    }

    /// What the client saw may also be changed between the look and the change.
    static <T> T ifUnchanged(boolean conditional, Supplier<T> change) {
        try {
            return change.get();
        } catch (ImageException.Conflict e) {
            throw conditional ? changed() : e;
        }
    }

    private static HttpError changed() {
        return new HttpError(412, "The image was changed since you read it. Read it again, then repeat your change.");
    }
}

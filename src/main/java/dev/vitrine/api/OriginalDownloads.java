package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.connection.Library;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.ContentDisposition;
import dev.vitrine.store.ObjectLinks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The originals of a local library behind signed links: what S3 does for a cloud library.
record OriginalDownloads(Library library, SignedLinks links, ServerAddress address) {
    private static final int CHUNK = 64 * 1024;

    ObjectLinks.Link link(Request request, ImageRecord image, boolean download, Duration lifetime) {
        return links.link(address.seenBy(request), image.key(), download, lifetime);
    }

    Response open(Request request, Map<String, String> names) {
        String imageId = names.getOrDefault("image_id", "");
        ObjectKey key = ObjectKey.original(names.getOrDefault("user_id", ""), imageId);
        boolean download = request.flag("download");
        String expires = request.query("expires").orElse("");
        links.check(key, download, expires, request.query("signature").orElse(""));
        ImageRecord image = library.images()
                .find(imageId)
                .filter(row -> row.key().equals(key))
                .orElseThrow(() -> HttpError.notFound(imageId));
        String tag = "\"" + image.facts().contentSha256() + "\"";
        ETags.requireNamed(request, tag);
        Response whole =
                new Response(200, headers(image, download, links.left(expires)), content(image, Optional.empty()));
        Response response = ETags.unlessKnown(request, tag, whole);
        return response.status() == 200 ? part(request, image, tag, response) : response;
    }

    private Response part(Request request, ImageRecord image, String tag, Response whole) {
        boolean stillTheSame = request.header("If-Range").map(tag::equals).orElse(true);
        long size = whole.content().length();
        Optional<ByteRange> range =
                request.header("Range").filter(_ -> stillTheSame).flatMap(header -> ByteRange.of(header, size));
        return range.map(part -> new Response(206, whole.headers(), content(image, range))
                        .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size))
                .orElse(whole);
    }

    /// Nothing in an image may run in the browser of whoever opens the link.
    private static Map<String, String> headers(ImageRecord image, boolean download, Duration left) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Content-Type", image.facts().type().map(ImageType::contentType).orElse("application/octet-stream"));
        headers.put(
                "Content-Disposition",
                download ? ContentDisposition.attachment(Downloads.safeName(image)) : ContentDisposition.INLINE);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, max-age=" + left.toSeconds());
        headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
        return headers;
    }

    /// @throws ImageException.NotFound when the bytes are missing: better now than in the middle of an answer
    private Response.Content content(ImageRecord image, Optional<ByteRange> range) {
        ImageSource original = library.images().original(image);
        try (InputStream _ = original.open()) {
            long size = original.size();
            return new Original(
                    original,
                    range.map(ByteRange::first).orElse(0L),
                    range.map(ByteRange::length).orElse(size));
        } catch (IOException e) {
            throw FileFailures.reading(original.name(), e);
        }
    }

    private record Original(ImageSource source, long first, long length) implements Response.Content {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] chunk = new byte[CHUNK];
            try (InputStream bytes = source.open()) {
                bytes.skipNBytes(first);
                long left = length;
                while (left > 0) {
                    int read = read(bytes, chunk, left);
                    if (read < 0) {
                        throw new ImageException.Failed(quoted(source.name())
                                + " is shorter than it was when it was uploaded: " + left + " bytes are missing.");
                    }
                    out.write(chunk, 0, read);
                    left -= read;
                }
            }
        }

        /// Unlike a client that disconnected, this is a fault of ours and is logged as an error.
        private int read(InputStream bytes, byte[] chunk, long left) {
            return FileFailures.whileReading(
                    source.name(), () -> bytes.read(chunk, 0, (int) Math.min(chunk.length, left)));
        }
    }
}

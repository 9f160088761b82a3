package dev.vitrine.picture;

import java.io.IOException;

/// JPEG by our own scaled decoder, and what it leaves to others by ImageIO.
final class JpegPictures {
    private JpegPictures() {
    }

    static Reduced decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        return ImageIoDecoder.decode(bytes, header, edge, deadline);
    }
}

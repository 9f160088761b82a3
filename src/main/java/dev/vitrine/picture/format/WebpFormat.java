package dev.vitrine.picture.format;

import dev.vitrine.picture.external.WebpProcess;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Premultiplied;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/// WebP: small ones by pure Java, large ones by libwebp in a child process, which is ten times as fast.
public final class WebpFormat {
    /// Below, starting a child costs more than it saves.
    private static final long SMALL = 1_000_000;

    private WebpFormat() {
    }

    public static DecodedPixels decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        if (!header.animated()) {
            return still(bytes, header, edge, deadline);
        }
        List<AnimationFrame> frames = AnimationFrames.of(bytes, header);
        if (frames.isEmpty()) {
            throw new MalformedException("it has no picture in it");
        }
        return onCanvas(frames.getFirst(), header, edge, deadline);
    }

    private static DecodedPixels onCanvas(AnimationFrame frame, Header header, int edge, Deadline deadline) throws IOException {
        SourceBytes file = SourceBytes.of(frame.file().bytes());
        Header own = WebpChunks.header(file);
        if (own.width() == header.width() && own.height() == header.height()) {
            return still(file, own.withProfile(header.profile()), edge, deadline);
        }
        DecodedPixels first = still(file, own, Limits.LONGEST_SIDE, deadline);
        var canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        int width = Math.min(first.width(), header.width() - frame.left());
        int height = Math.min(first.height(), header.height() - frame.top());
        if (width > 0 && height > 0) {
            canvas.setRGB(frame.left(), frame.top(), width, height, plain(first.pixels()), 0, first.width());
        }
        return ImageIoDecoder.reduce(canvas, header, edge, deadline);
    }

    /// setRGB takes colours at full strength.
    private static int[] plain(int[] premultiplied) {
        int[] plain = new int[premultiplied.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Premultiplied.undo(premultiplied[i]);
        }
        return plain;
    }

    private static DecodedPixels still(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        if (!Limits.admits(header.width(), header.height())) {
            throw new MalformedException("its header contradicts itself");
        }
        return (long) header.width() * header.height() <= SMALL || !WebpProcess.isThere()
                ? byJava(bytes, header, edge, deadline) : byLibwebp(bytes, header, edge, deadline);
    }

    /// TwelveMonkeys converts to sRGB itself when the file has a profile.
    static DecodedPixels byJava(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        return ImageIoDecoder.decode(bytes, WebpChunks.header(bytes).profile().length == 0 ? header : header.withProfile(new byte[0]), edge, deadline);
    }

    static DecodedPixels byLibwebp(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        double scale = Limits.scale(header.width(), header.height(), edge);
        // libwebp averages boxes: at twice the size wanted, ours does the finer rest
        double first = Math.min(1, 2 * scale);
        BufferedImage decoded = WebpProcess.decode(bytes.all(), size(header.width(), first), size(header.height(), first), deadline);
        return ImageIoDecoder.reduce(decoded, header, edge, deadline);
    }

    private static int size(int full, double scale) {
        return Math.clamp(Math.round(full * scale), 1, full);
    }
}

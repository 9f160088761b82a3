package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.format.AnimationFrame;
import dev.vitrine.picture.format.DecodeResult;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The frames of an animated GIF, PNG or WebP, one after the other and round again.
///
/// Holds the file and one canvas, whatever the number of frames: each is decoded when its turn comes. For one thread.
public final class AnimatedPicture implements AutoCloseable {
    /// A canvas, its copy for frames that undo themselves, and the frame: within the memory of one decode.
    private static final long MAX_CANVAS = 16_000_000;

    /// What is to be seen for how long.
    public record Frame(Picture picture, Duration delay) {}

    private final String name;
    private final SourceBytes bytes;
    private final Header header;
    private final List<AnimationFrame> frames;
    private final int maxEdge;
    private final int[] canvas;
    private int[] before = new int[0];
    private int next;

    private AnimatedPicture(String name, SourceBytes bytes, Header header, List<AnimationFrame> frames, int maxEdge) {
        this.name = name;
        this.bytes = bytes;
        this.header = header;
        this.frames = frames;
        this.maxEdge = maxEdge;
        this.canvas = new int[header.width() * header.height()];
    }

    /// Empty when the file has a single frame, cannot be played, or has a canvas over 16 MP: then it is a still
    /// picture.
    ///
    /// @param maxEdge longest side of the frames given
    /// @throws ImageException.Invalid when it is not an accepted image
    public static Optional<AnimatedPicture> open(ImageSource source, int maxEdge) {
        SourceBytes bytes = SourceBytes.open(source);
        boolean taken = false;
        try {
            Header header = HeaderCheck.read(source.name(), bytes);
            if (!header.animated() || (long) header.width() * header.height() > MAX_CANVAS) {
                return Optional.empty();
            }
            List<AnimationFrame> frames = Formats.of(header.type()).frames(bytes);
            taken = frames.size() > 1;
            return taken
                    ? Optional.of(new AnimatedPicture(source.name(), bytes, header, frames, maxEdge))
                    : Optional.empty();
        } catch (IOException e) {
            throw new ImageException.Invalid(quoted(source.name()) + " is damaged: its frames cannot be found.", e);
        } finally {
            if (!taken) {
                close(bytes);
            }
        }
    }

    /// How often it is played before it rests on its last frame; 0 for ever.
    public int plays() {
        try {
            return Formats.of(header.type()).plays(bytes);
        } catch (IOException e) {
            throw new ImageException.Invalid(quoted(name) + " is damaged: its frames cannot be found.", e);
        }
    }

    public int frameCount() {
        return frames.size();
    }

    /// The next frame, the first one again after the last. Blocks while it is decoded.
    ///
    /// @throws ImageException.Invalid when the frame is damaged
    public Frame next() {
        if (next == 0) {
            Arrays.fill(canvas, 0);
        }
        AnimationFrame frame = frames.get(next);
        Picture shown = DecodeExecutor.SHARED.run(new DecodeJob<>(
                name,
                PictureDecoder.memory(header, maxEdge),
                Limits.LONGEST_DECODE,
                DecodeRequest.VIEWED,
                deadline -> draw(frame, deadline)));
        next = (next + 1) % frames.size();
        return new Frame(shown, frame.delay());
    }

    private Picture draw(AnimationFrame frame, Deadline deadline) throws IOException, InterruptedException {
        SourceBytes file = SourceBytes.of(frame.file().bytes());
        Header still = HeaderCheck.read(name, file);
        Limits.checkDecoded(name, still.width(), still.height(), false);
        if (!(Formats.of(still.type()).decode(file, still, Limits.LONGEST_SIDE, deadline)
                instanceof DecodeResult.Pixels(DecodedPixels decoded, var _, var _))) {
            throw new MalformedException("a frame of it is no image");
        }
        int[] pixels = decoded.toSrgb(header.profile());
        if (frame.disposal() == AnimationFrame.Disposal.RESTORE) {
            before = canvas.clone();
        }
        paint(frame, decoded.width(), decoded.height(), pixels);
        Picture shown = shrunk();
        switch (frame.disposal()) {
            case KEEP -> {}
            case CLEAR -> clear(frame);
            case RESTORE -> System.arraycopy(before, 0, canvas, 0, canvas.length);
        }
        return shown;
    }

    private void paint(AnimationFrame frame, int width, int height, int[] pixels) {
        for (int y = 0; y < height && frame.top() + y < header.height(); y++) {
            for (int x = 0; x < width && frame.left() + x < header.width(); x++) {
                int pixel = pixels[y * width + x];
                int at = (frame.top() + y) * header.width() + frame.left() + x;
                canvas[at] = frame.over() ? Premultiplied.over(pixel, canvas[at]) : pixel;
            }
        }
    }

    private void clear(AnimationFrame frame) {
        int from = Math.min(frame.left(), header.width());
        int to = (int) Math.min((long) frame.left() + frame.width(), header.width());
        for (int y = frame.top(); y < Math.min((long) frame.top() + frame.height(), header.height()); y++) {
            Arrays.fill(canvas, y * header.width() + from, y * header.width() + to, 0);
        }
    }

    private Picture shrunk() {
        double scale = Limits.scale(header.width(), header.height(), maxEdge);
        int width = Limits.reduced(header.width(), scale);
        int height = Limits.reduced(header.height(), scale);
        return new Picture(header.width(), header.height(), canvas).reduced(width, height, () -> {});
    }

    @Override
    public void close() {
        close(bytes);
    }

    private static void close(SourceBytes bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new ImageException.Failed("A file could not be closed: " + e.getMessage(), e);
        }
    }
}

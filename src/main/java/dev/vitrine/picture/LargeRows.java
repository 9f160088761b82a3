package dev.vitrine.picture;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Place;
import java.io.IOException;
import java.io.UncheckedIOException;

/// All of a large picture from its top, of which one strip at a time is in memory. On a decode worker.
final class LargeRows implements PixelRows {
    /// Of a strip: a picture that is stored on its side is read once for each.
    private static final int PIXELS = 8 << 20;

    private final LargePicture large;
    private final Deadline deadline;
    private final int pixels;
    private Picture strip = new Picture(1, 1, new int[1]);
    private int top;
    private int bottom;

    LargeRows(LargePicture large, Deadline deadline) {
        this(large, deadline, PIXELS);
    }

    /// @param pixels of a strip
    LargeRows(LargePicture large, Deadline deadline, int pixels) {
        this.large = large;
        this.deadline = deadline;
        this.pixels = pixels;
    }

    @Override
    public int width() {
        return large.width();
    }

    @Override
    public int height() {
        return large.height();
    }

    @Override
    public boolean isOpaque() {
        return true; // what has parts is a JPEG
    }

    @Override
    public void row(int y, int[] to) {
        if (y >= bottom) {
            load(y);
        }
        strip.row(y - top, to);
    }

    private void load(int y) {
        int height = Math.clamp(pixels / width(), 1, height() - y);
        try {
            strip = large.part(new Place(0, y, width(), height), 1, deadline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        top = y;
        bottom = y + height;
    }
}

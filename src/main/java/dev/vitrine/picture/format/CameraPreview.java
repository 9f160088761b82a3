package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.jpeg.JpegDecoder;
import dev.vitrine.picture.jpeg.JpegException;
import dev.vitrine.picture.jpeg.JpegPicture;
import dev.vitrine.picture.pixels.DecodedPixels;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The smaller picture that a camera left in a JPEG for its own screen, shown in place of the real one, which then is
/// not decoded at all.
///
/// It must be the same picture. A program that changes one of them seldom knows of the other, so a file is left alone
/// that does not look as its camera wrote it (dates that differ, another size than it says, the traces of editors), and
/// the uppermost part of both is compared, which costs a sixteenth of a decode.
final class CameraPreview {
    /// They are packed more strongly than the main one, which does not show at half their size.
    private static final int SPARE = 2;
    /// Larger ones than half of the file are none that is smaller than the main one.
    private static final int LARGEST_PART = 2;
    private static final int MAX_TRIED = 4;
    /// How much the shapes may differ, in hundredths: others have black bars.
    private static final int TOLERANCE = 1;
    private static final double COMPARED = 1 / 16.0;
    private static final int CELLS = 16;
    /// Of 255, in the mean of a cell: what the stronger packing makes, and edges that fall between pixels.
    private static final int MAX_DIFFERENCE = 12;

    private final SourceBytes bytes;
    private final Header header;
    private final List<JpegSegment> segments;
    private final Deadline deadline;

    private CameraPreview(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        this.bytes = bytes;
        this.header = header;
        this.segments = JpegSegments.list(bytes, 0);
        this.deadline = deadline;
    }

    /// Empty where there is none that is large enough, whole, and the same picture.
    static Optional<DecodedPixels> decode(SourceBytes bytes, Header header, int edge, Deadline deadline) {
        try {
            return new CameraPreview(bytes, header, deadline).largeEnough(edge);
        } catch (IOException | JpegException _) {
            return Optional.empty();
        }
    }

    private Optional<DecodedPixels> largeEnough(int edge) throws IOException, JpegException {
        if ((long) SPARE * edge >= Math.max(header.width(), header.height()) || !isAsTheCameraLeftIt()) {
            return Optional.empty();
        }
        List<PreviewPlace> places = Stream.concat(
                        MultiPicture.places(bytes, segments).stream(), SonyPreview.places(bytes, segments).stream())
                .filter(this::isBehind)
                .filter(this::isJpeg)
                .sorted(Comparator.comparingLong(PreviewPlace::size))
                .limit(MAX_TRIED)
                .toList();
        for (PreviewPlace place : places) {
            SourceBytes found = SourceBytes.of(bytes.bytes(place.at(), place.size()));
            Header own = JpegSegments.header(found, 0);
            if (Math.max(own.width(), own.height()) >= (long) SPARE * edge && isAlike(own)) {
                return same(found.all(), own, edge);
            }
        }
        return Optional.empty();
    }

    private Optional<DecodedPixels> same(byte[] preview, Header own, int edge) throws IOException, JpegException {
        JpegPicture top = JpegDecoder.top(beginning(), COMPARED, JpegPixels.limits(deadline));
        if (top.sound() < 1) {
            return Optional.empty();
        }
        JpegPicture picture = JpegPixels.decode(preview, own, edge, deadline);
        byte[] profile = top.header().profile();
        return picture.damaged() || picture.color() != top.color() || !isSame(picture, top)
                ? Optional.empty()
                : Optional.of(JpegPixels.of(picture, profile.length == 0 ? header : header.withProfile(profile)));
    }

    private boolean isAsTheCameraLeftIt() {
        return segments.stream().noneMatch(segment -> JpegSegments.isPhotoshop(bytes, segment))
                && header.metadata().isAsTheCameraLeftIt(header.width(), header.height());
    }

    /// Behind the main picture: what a program writes anew ends with that. Previews among the metadata are taken
    /// over from the file that was edited, with all that was cut away or blurred since.
    private boolean isBehind(PreviewPlace place) {
        return place.at() > segments.getLast().end();
    }

    private boolean isJpeg(PreviewPlace place) {
        try {
            return place.size() > 0
                    && place.size() <= bytes.size() / LARGEST_PART
                    && place.at() + place.size() <= bytes.size()
                    && bytes.has(place.at(), "\u00FF\u00D8\u00FF");
        } catch (IOException _) {
            return false;
        }
    }

    /// It lies as the main one does, too, where it says how it lies.
    private boolean isAlike(Header own) {
        long across = (long) own.width() * header.height();
        long down = (long) own.height() * header.width();
        return Math.abs(across - down) * 100 <= TOLERANCE * Math.min(across, down)
                && own.width() < header.width()
                && (own.metadata().exif().isEmpty() || own.orientation() == header.orientation());
    }

    /// As much of the main picture as its uppermost part takes, and more where that is packed well.
    private byte[] beginning() throws IOException {
        long pixels = segments.getLast().end();
        return bytes.bytes(0, Math.min(bytes.size(), pixels + (1 << 16) + (bytes.size() - pixels) / 4));
    }

    private static boolean isSame(JpegPicture preview, JpegPicture top) {
        double scale = (double) preview.width() / top.width();
        int rows = Math.min(preview.height(), (int) (top.height() * scale));
        int topRows = Math.min(top.height(), (int) Math.round(rows / scale));
        if (rows == 0 || preview.width() < CELLS || top.width() < CELLS) {
            return false;
        }
        for (int cell = 0; cell < CELLS; cell++) {
            if (difference(mean(preview, cell, rows), mean(top, cell, topRows)) > MAX_DIFFERENCE) {
                return false;
            }
        }
        return true;
    }

    private static int difference(int[] one, int[] other) {
        int max = 0;
        for (int i = 0; i < one.length; i++) {
            max = Math.max(max, Math.abs(one[i] - other[i]));
        }
        return max;
    }

    /// Of the four channels in one column of cells.
    private static int[] mean(JpegPicture picture, int cell, int rows) {
        int from = cell * picture.width() / CELLS;
        int to = (cell + 1) * picture.width() / CELLS;
        long[] sums = new long[4];
        for (int y = 0; y < rows; y++) {
            for (int x = from; x < to; x++) {
                int pixel = picture.pixels()[y * picture.width() + x];
                for (int i = 0; i < 4; i++) {
                    sums[i] += pixel >>> 8 * i & 0xFF;
                }
            }
        }
        long count = (long) rows * (to - from);
        return Arrays.stream(sums).mapToInt(sum -> (int) (sum / count)).toArray();
    }
}

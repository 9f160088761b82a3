package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.format.CopyFormat;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes a picture anew as another file: upright, in sRGB, of another size and type, with as much metadata as is asked
/// for. Of an animation the first frame is taken, of several pages the first, of a raw file the picture that the camera
/// put into it.
public final class PictureCopy {
    /// A picture is decoded to so many times the size that is wanted, and reduced from there by a finer filter.
    private static final int FINER = 4;
    /// Enough to see whether a file is whole.
    private static final int LITTLE = 1024;
    /// Decoding, and as much time again for reducing.
    private static final int TIMES = 3;
    /// A noisy one that is packed as PNG on a busy computer takes half as long.
    private static final Duration MEGAPIXEL = Duration.ofSeconds(2);

    private final String name;
    private final Header header;
    private final Rendition rendition;
    private final ImageFacts facts;

    private PictureCopy(String name, Header header, Rendition rendition, ImageFacts facts) {
        this.name = name;
        this.header = header;
        this.rendition = rendition;
        this.facts = facts;
    }

    /// The whole file, in memory; blocks.
    ///
    /// @param facts what the library says of the picture: how it is turned, and when it was taken, where the file
    ///   is wrong
    /// @throws ImageException.Invalid when it cannot be decoded, or is too large to be made as asked
    /// @throws ImageException.Cancelled when the thread is interrupted
    public static ImageSource of(ImageSource source, Rendition rendition, ImageFacts facts) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            return made(new PictureCopy(name, header, rendition, facts), bytes);
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static ImageSource made(PictureCopy copy, SourceBytes bytes) throws IOException {
        try {
            return ImageSource.ofBytes(copy.name, copy.made(bytes));
        } finally {
            bytes.requireRead();
        }
    }

    private byte[] made(SourceBytes bytes) throws IOException {
        ImageFormat format = Formats.of(header.type());
        if (!format.isDecodedHere()) {
            throw new ImageException.Invalid(quoted(name) + " is "
                    + header.type().label()
                    + ", which nothing on this computer can decode: no copy of it can be made.");
        }
        int edge = edge();
        long pixels = (long) rendition.reduced(header.width(), longer(header.width(), header.height()))
                * rendition.reduced(header.height(), longer(header.width(), header.height()));
        long memory = PictureDecoder.memory(bytes, header, edge) + Math.min(3 * 4 * pixels, Limits.MAX_MEMORY);
        return DecodeExecutor.SHARED.run(DecodeJob.making(
                name, memory, time(header.width(), header.height(), bytes.size(), pixels), deadline -> {
                    Optional<PixelRows> large = isLarge() ? large(bytes, deadline) : Optional.empty();
                    return large.isPresent()
                            ? written(large.get(), deadline)
                            : encoded(
                                    sound(PictureDecoder.decode(name, bytes, header, edge, deadline)), edge, deadline);
                }));
    }

    /// Whether the copy has more pixels than are decoded at once.
    private boolean isLarge() {
        int longer = longer(header.width(), header.height());
        double scale = Limits.scale(header.width(), header.height(), longer);
        return rendition.reduced(longer, longer) > Limits.reduced(longer, scale);
    }

    /// Of a file that can be decoded part by part, where what it becomes has room in memory.
    private Optional<PixelRows> large(SourceBytes bytes, Deadline deadline) throws IOException, InterruptedException {
        sound(PictureDecoder.decode(name, bytes, header, LITTLE, deadline));
        Optional<PixelRows> opened = rows(bytes, deadline);
        if (opened.isEmpty()) {
            return opened;
        }
        PixelRows rows = opened.get();
        int longer = longer(rows.width(), rows.height());
        int width = rendition.reduced(rows.width(), longer);
        int height = rendition.reduced(rows.height(), longer);
        requireRoom(width, height, longer);
        long pixels = (long) width * height;
        long file = (rendition.type() == ImageType.PNG ? 3 : 1) * pixels;
        boolean isWhole = longer(width, height) == longer;
        if (file > Runtime.getRuntime().maxMemory() / 4 || !isWhole && 4 * pixels > Limits.MAX_MEMORY) {
            return Optional.empty();
        }
        return Optional.of(isWhole ? rows : Picture.reduced(rows, width, height));
    }

    /// A picture that is turned is not written in the order in which it is read: of that only a JPEG is capable.
    private Optional<PixelRows> rows(SourceBytes bytes, Deadline deadline) throws IOException, InterruptedException {
        Optional<PixelRows> parts = LargePicture.open(name, bytes, header, deadline)
                .map(large -> new LargeRows(large.turned(facts.orientationFix()), deadline));
        boolean isUpright = header.orientation().then(facts.orientationFix()) == Orientation.UPRIGHT;
        return parts.isPresent() || !isUpright
                ? parts
                : Formats.of(header.type()).rows(bytes, header, deadline);
    }

    private void requireRoom(int width, int height, int longer) {
        double scale = Math.sqrt((double) CopyFormat.mostPixels(rendition.type()) / ((long) width * height));
        int max = (int) Math.min(CopyFormat.longestSide(rendition.type()), scale * longer(width, height));
        if (longer(width, height) > max) {
            throw tooLarge(Math.min(max, longer));
        }
    }

    private ImageException tooLarge(int max) {
        return new ImageException.Invalid(
                quoted(name) + " is too large for such a copy: its long side can have " + max + " pixels at most.");
    }

    /// @param size bytes of the file
    /// @param written pixels of the copy
    static Duration time(int width, int height, long size, long written) {
        return Limits.time(width, height, size).multipliedBy(TIMES).plus(MEGAPIXEL.multipliedBy(written >> 20));
    }

    /// Half a picture must not become a whole file.
    private Picture sound(PictureDecoder.Decoded decoded) {
        if (decoded.integrity() == Integrity.DAMAGED) {
            throw new ImageException.Invalid(
                    quoted(name) + " is damaged, and a copy would be, too. Its original can be saved as it is.");
        }
        return decoded.picture();
    }

    private int edge() {
        return rendition.longSide() == Rendition.AS_LARGE
                ? Limits.LONGEST_STORED_SIDE
                : Math.min(Limits.LONGEST_STORED_SIDE, FINER * rendition.longSide());
    }

    private static int longer(int width, int height) {
        return Math.max(width, height);
    }

    private byte[] encoded(Picture decoded, int edge, Deadline deadline) throws IOException {
        double scale = Limits.scale(header.width(), header.height(), edge);
        // a raw file has less in it than its header says; of others, rows and columns may have been left out
        boolean isWhole = !header.type().isRaw()
                || decoded.width() == Limits.reduced(header.shownWidth(), scale)
                        && decoded.height() == Limits.reduced(header.shownHeight(), scale);
        int fullWidth = isWhole ? header.shownWidth() : decoded.width();
        int fullHeight = isWhole ? header.shownHeight() : decoded.height();
        int width = rendition.reduced(fullWidth, longer(fullWidth, fullHeight));
        int height = rendition.reduced(fullHeight, longer(fullWidth, fullHeight));
        int max = Math.min(CopyFormat.longestSide(rendition.type()), longer(decoded.width(), decoded.height()));
        if (longer(width, height) > max) {
            throw tooLarge(max);
        }
        Picture picture = decoded.reduced(
                        Math.min(width, decoded.width()), Math.min(height, decoded.height()), deadline::check)
                .turned(facts.orientationFix());
        deadline.check();
        return written(picture, deadline);
    }

    private byte[] written(PixelRows picture, Deadline deadline) throws IOException {
        return CopyFormat.encode(
                rendition.type(), picture, CopiedMetadata.of(header.metadata(), rendition, picture, facts), deadline);
    }
}

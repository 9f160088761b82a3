package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.external.HeifCommand;
import dev.vitrine.picture.format.Exif;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.HeifBoxes;
import dev.vitrine.picture.format.ImageIoDecoder;
import dev.vitrine.picture.format.JpegFormat;
import dev.vitrine.picture.format.PsdFormat;
import dev.vitrine.picture.format.PsdPicture;
import dev.vitrine.picture.format.RawPreview;
import dev.vitrine.picture.format.WebpFormat;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Orientation;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.util.Optional;

/// Chooses who decodes what. Runs on a decode worker, after the header was checked.
final class PictureDecoder {
    private static final HeifCommand HEIF = new HeifCommand(Optional.ofNullable(System.getenv("PATH")).orElse(""));

    private PictureDecoder() {
    }

    /// The picture upright and in sRGB, with its longest side at most `edge`.
    static Picture decode(String name, SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException, InterruptedException {
        return switch (header.type()) {
            case JPEG -> JpegFormat.decode(bytes, header, edge, deadline).upright(header.orientation());
            case WEBP -> WebpFormat.decode(bytes, header, edge, deadline).upright(header.orientation());
            case PSD -> psd(name, bytes, header, edge, deadline);
            case PNG, GIF, BMP, TIFF -> ImageIoDecoder.decode(bytes, header, edge, deadline).upright(header.orientation());
            case AVIF, HEIC -> heif(name, bytes, header, edge, deadline);
            case DNG, NEF, CR2, CR3, ARW, RAF, ORF, RW2, PEF -> raw(name, bytes, header, edge, deadline);
        };
    }

    private static Picture heif(String name, SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException, InterruptedException {
        if (!HEIF.isThere()) {
            byte[] thumbnail = Exif.of(header.exif()).thumbnail();
            if (thumbnail.length == 0) {
                throw HeifCommand.missing(name, header.type().name());
            }
            SourceBytes small = SourceBytes.of(thumbnail);
            return decode(name, small, HeaderCheck.read(name, small), edge, deadline);
        }
        SourceBytes decoded = SourceBytes.of(HEIF.decode(bytes, HeifBoxes.open(bytes).hasAlpha(), deadline));
        Header upright = HeaderCheck.read(name, decoded).withOrientation(Orientation.UPRIGHT);
        return decode(name, decoded, upright, edge, deadline);
    }

    /// Documents of 32 bits, and those saved without a flattened picture, have at least a thumbnail.
    private static Picture psd(String name, SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException, InterruptedException {
        try {
            return PsdPicture.decode(bytes, header, edge, deadline).upright(header.orientation());
        } catch (MalformedException e) {
            SourceBytes thumbnail = SourceBytes.of(PsdFormat.thumbnail(bytes));
            if (thumbnail.size() == 0) {
                throw e;
            }
            return decode(name, thumbnail, HeaderCheck.read(name, thumbnail), edge, deadline);
        }
    }

    private static Picture raw(String name, SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException, InterruptedException {
        Optional<RawPreview> preview = RawPreview.largest(header.type(), bytes);
        if (preview.isPresent()) {
            SourceBytes jpeg = SourceBytes.of(bytes.bytes(preview.get().offset(), (int) Math.min(preview.get().length(), Limits.MAX_MEMORY / 4)));
            return decode(name, jpeg, preview.get().header(), edge, deadline);
        }
        return RawPreview.uncompressed(header, bytes)
                .map(small -> reduced(bytes, small, edge, deadline))
                .orElseThrow(() -> new ImageException.Invalid("“" + name + "” is a camera raw file without a preview inside, and cannot be shown."));
    }

    private static Picture reduced(SourceBytes bytes, Header header, int edge, Deadline deadline) {
        try {
            return ImageIoDecoder.decode(bytes, header, edge, deadline).upright(header.orientation());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.format.BmpFormat;
import dev.vitrine.picture.format.GifBlocks;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.HeifBoxes;
import dev.vitrine.picture.format.JpegSegments;
import dev.vitrine.picture.format.NotAnImage;
import dev.vitrine.picture.format.PngChunks;
import dev.vitrine.picture.format.PsdFormat;
import dev.vitrine.picture.format.RawPreview;
import dev.vitrine.picture.format.TiffFormat;
import dev.vitrine.picture.format.TiffRawFormat;
import dev.vitrine.picture.format.WebpChunks;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;

/// Looks at a file's header by our own small readers, and refuses what must not be decoded.
final class HeaderCheck {
    private HeaderCheck() {
    }

    /// @throws ImageException.Invalid when it is no accepted image, is damaged in its header, or too large
    static Header read(String name, SourceBytes bytes) {
        try {
            Header header = read(type(name, bytes), bytes);
            Limits.checkSize(name, header.width(), header.height());
            return header;
        } catch (EOFException e) {
            throw new ImageException.Invalid("“" + name + "” is damaged: it is cut off within its header.", e);
        } catch (MalformedException e) {
            throw new ImageException.Invalid("“" + name + "” is damaged: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new ImageException.Invalid("“" + name + "” is damaged: its header cannot be read.", e);
        }
    }

    private static ImageType type(String name, SourceBytes bytes) throws IOException {
        byte[] head = bytes.bytes(0, (int) Math.min(bytes.size(), NotAnImage.LENGTH));
        ImageType type = NotAnImage.typeOf(head).orElseThrow(() -> new ImageException.Invalid("“" + name + "” " + NotAnImage.describe(head, name) + "."));
        return type == ImageType.TIFF ? TiffRawFormat.byDirectories(bytes) : type;
    }

    private static Header read(ImageType type, SourceBytes bytes) throws IOException {
        return switch (type) {
            case JPEG -> JpegSegments.header(bytes);
            case PNG -> PngChunks.header(bytes);
            case GIF -> GifBlocks.header(bytes);
            case BMP -> BmpFormat.read(bytes);
            case WEBP -> WebpChunks.header(bytes);
            case TIFF -> TiffFormat.read(bytes);
            case AVIF, HEIC -> HeifBoxes.open(bytes).header(type);
            case PSD -> PsdFormat.read(bytes);
            case DNG, NEF, CR2, CR3, ARW, RAF, ORF, RW2, PEF -> RawPreview.header(type, bytes);
        };
    }
}

package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Turns the bytes of a file into facts and pixels. Safe for hostile files and for use by many threads.
public final class PictureReader {
    /// The kind of a file by its beginning (4 KB are enough); empty when it is not an accepted image.
    public static Optional<ImageType> typeOf(byte[] firstBytes) {
        return MagicBytes.typeOf(firstBytes);
    }

    /// What the header says. `contentSha256` and `averageColor` stay `""`: they need all bytes.
    ///
    /// @throws ImageException.Invalid when it is not an accepted image, with what it looks like instead
    public ImageFacts inspect(ImageSource source) {
        try (SourceBytes bytes = SourceBytes.open(source)) {
            ImageType type = type(source, bytes);
            BufferedImage image = decode(source.name(), bytes);
            return new ImageFacts(type.contentType(), bytes.size(), image.getWidth(), image.getHeight(), Optional.empty(), source.name(), "", "", false, false);
        } catch (IOException e) {
            throw SourceBytes.unreadable(source.name(), e);
        }
    }

    /// Decoded pixels, upright and in sRGB, with the longest side at most `maxEdge`; never enlarged.
    ///
    /// @throws ImageException.Invalid with the reason why it cannot be shown
    public Picture read(ImageSource source, int maxEdge) {
        try (SourceBytes bytes = SourceBytes.open(source)) {
            type(source, bytes);
            BufferedImage image = decode(source.name(), bytes);
            double shrink = Math.min(1, (double) maxEdge / Math.max(image.getWidth(), image.getHeight()));
            int width = Math.max(1, (int) Math.round(image.getWidth() * shrink));
            int height = Math.max(1, (int) Math.round(image.getHeight() * shrink));
            return new Picture(width, height, Resampler.reduce(new RasterRows(image), width, height));
        } catch (IOException e) {
            throw SourceBytes.unreadable(source.name(), e);
        }
    }

    /// The small picture that a camera puts into its files, upright; fast, to be shown while the real one is made.
    public Optional<Picture> embeddedThumbnail(ImageSource source) {
        return Optional.empty();
    }

    private static ImageType type(ImageSource source, SourceBytes bytes) throws IOException {
        byte[] head = bytes.bytes(0, (int) Math.min(bytes.size(), MagicBytes.LENGTH));
        return typeOf(head).orElseThrow(() ->
                new ImageException.Invalid("“" + source.name() + "” " + MagicBytes.describe(head, source.name()) + "."));
    }

    private static BufferedImage decode(String name, SourceBytes bytes) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes.all()));
            if (image == null) {
                throw new ImageException.Invalid("“" + name + "” cannot be shown: no decoder for its kind.");
            }
            Limits.checkSize(name, image.getWidth(), image.getHeight());
            return image;
        } catch (IOException | IllegalArgumentException e) {
            throw new ImageException.Invalid("“" + name + "” is damaged: " + e.getMessage(), e);
        }
    }
}

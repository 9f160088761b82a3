package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.List;

/// The first page of a TIFF, as its directory describes it.
public final class TiffFormat {
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_BITS = 64;

    private TiffFormat() {
    }

    public static Header read(SourceBytes bytes) throws IOException {
        List<Tiff.Directory> pages = Tiff.open(bytes).directories();
        if (pages.isEmpty()) {
            throw new MalformedException("it has no picture in it");
        }
        Tiff.Directory page = pages.getFirst();
        long samples = page.number(Tiff.SAMPLES, 1);
        long bits = page.number(Tiff.BITS, 1);
        if (samples > MAX_SAMPLES || bits > MAX_BITS) {
            throw new MalformedException("%,d samples of %,d bits in a pixel cannot be shown".formatted(samples, bits));
        }
        int bytesPerPixel = (int) (samples * Math.max(1, (bits + 7) / 8));
        Exif exif = Exif.of(bytes);
        return Header.of(ImageType.TIFF, PngChunks.side(page.number(Tiff.WIDTH, 0)), PngChunks.side(page.number(Tiff.HEIGHT, 0)), bytesPerPixel)
                .withProfile(page.raw(Tiff.PROFILE, Limits.MAX_PROFILE))
                .withOrientation(exif.orientation())
                .withLocation(exif.hasLocation());
    }
}

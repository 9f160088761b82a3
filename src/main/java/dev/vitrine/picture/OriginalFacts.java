package dev.vitrine.picture;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;

/// What the bytes of an original say beyond what is kept in its row.
///
/// @param facts what its header says, where the row says nothing: other programs write rows that hold little
/// @param soundPart how much of it can be seen, see [PictureReader#soundPart]
/// @param pages how many pictures are in it, of which the first is shown
public record OriginalFacts(CameraFacts camera, ImageFacts facts, double soundPart, int pages) {
    public static final OriginalFacts NONE = new OriginalFacts(CameraFacts.NONE, ImageFacts.UNKNOWN, 1, 1);

    /// Looks for a missing end only where the file is at hand: elsewhere that would mean to fetch all of it.
    ///
    /// @param known what the row says
    public static OriginalFacts read(ImageSource source, ImageFacts known) {
        return new OriginalFacts(
                CameraFacts.read(source),
                isPoor(known) ? header(source) : ImageFacts.UNKNOWN,
                source.onDisk().isPresent() ? PictureReader.soundPart(source) : 1,
                mayHavePages(known) ? PictureReader.pages(source) : 1);
    }

    /// Looking costs another request where the source is in a cloud.
    private static boolean mayHavePages(ImageFacts known) {
        return known.type().filter(type -> type != ImageType.TIFF).isEmpty();
    }

    private static boolean isPoor(ImageFacts known) {
        return known.width() == 0 || known.sizeBytes() == 0 || known.type().isEmpty();
    }

    private static ImageFacts header(ImageSource source) {
        try {
            return new PictureReader()
                    .inspect(source)
                    .facts()
                    .with(Attribute.ORIGINAL_NAME, ""); // that of the source, which nobody gave
        } catch (ImageException.Invalid _) {
            return ImageFacts.UNKNOWN;
        }
    }
}

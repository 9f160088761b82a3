package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;

/// Takes location and personal metadata out of a file without touching its pixels. Color profile and orientation stay.
///
/// What is copied is named, all else is left behind: also what follows the end of the picture (a phone's second picture
/// or film).
public final class MetadataRemover {
    private MetadataRemover() {}

    /// The same picture without metadata, under the same name.
    ///
    /// @throws ImageException.Invalid when it is of another kind or too damaged to be sure that nothing is left
    public static ImageSource strip(ImageSource source) {
        return strip(source, Orientation.UPRIGHT);
    }

    /// The same, turned further from how its file says it lies.
    ///
    /// @throws ImageException.Invalid when it is of another kind or too damaged to be sure that nothing is left
    public static ImageSource strip(ImageSource source, Orientation further) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            byte[] stripped = Formats.of(header.type())
                    .withoutMetadata(bytes, header.orientation().then(further))
                    .orElseThrow(() -> new ImageException.Invalid("Metadata cannot be taken out of " + quoted(name)
                            + " without loss: that works for JPEG, PNG and WebP."));
            return ImageSource.ofBytes(name, stripped);
        } catch (EOFException | MalformedException e) {
            throw new ImageException.Invalid(
                    quoted(name) + " is damaged, so its metadata cannot be taken out safely.", e);
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }
}

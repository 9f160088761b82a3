package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import java.io.EOFException;
import java.io.IOException;

/// Looks at a file's header by our own small readers, and refuses what must not be decoded.
final class HeaderCheck {
    private HeaderCheck() {}

    /// @throws ImageException.Invalid when it is no accepted image, is damaged in its header, or too large
    static Header read(String name, SourceBytes bytes) {
        try {
            Header header = bytes.looked(format(name, bytes)::header);
            if (!header.isSizeUnknown()) {
                Limits.checkSize(name, header.width(), header.height());
            }
            return header;
        } catch (EOFException e) {
            throw new ImageException.Invalid(quoted(name) + " is damaged: it is cut off within its header.", e);
        } catch (MalformedException e) {
            throw new ImageException.Invalid(quoted(name) + " is damaged: " + e.getMessage() + ".", e);
        } catch (UnsupportedException e) {
            throw new ImageException.Invalid(quoted(name) + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new ImageException.Invalid(quoted(name) + " is damaged: its header cannot be read.", e);
        }
    }

    private static ImageFormat format(String name, SourceBytes bytes) throws IOException {
        ImageFormat format = Formats.of(bytes).orElse(null);
        if (format == null) {
            throw new ImageException.Invalid(quoted(name) + " " + NotAnImage.describe(bytes, name) + ".");
        }
        return format;
    }
}

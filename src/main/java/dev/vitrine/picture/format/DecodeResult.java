package dev.vitrine.picture.format;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Integrity;
import java.util.Optional;

/// What decoding a file came to.
public sealed interface DecodeResult {
    /// Pixels as they are stored, to be turned as the header says. What was read before a file breaks off is shown.
    ///
    /// @param integrity of all that the file has to be decoded for them
    /// @param sound how much of the picture, from its top, was there before anything was missing: 1 for all of it,
    ///   0 where that cannot be told
    record Pixels(DecodedPixels pixels, Integrity integrity, double sound) implements DecodeResult {
        Pixels(DecodedPixels pixels) {
            this(pixels, Integrity.UNKNOWN, 1);
        }

        /// @param sound less than 1: something is missing
        static Pixels broken(DecodedPixels pixels, double sound) {
            return new Pixels(pixels, Integrity.DAMAGED, sound);
        }
    }

    /// Another file to be decoded in its place, checked like any other: a preview inside, or what a helper program
    /// wrote.
    ///
    /// @param orientation how that one is to be turned; empty when it says so itself
    /// @param profile of its colors, where it does not say itself; empty when nothing else says it
    record OtherFile(SourceBytes bytes, Optional<Orientation> orientation, byte[] profile) implements DecodeResult {
        OtherFile(SourceBytes bytes, Optional<Orientation> orientation) {
            this(bytes, orientation, new byte[0]);
        }
    }
}

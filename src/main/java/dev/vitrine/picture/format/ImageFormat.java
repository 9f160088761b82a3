package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.CorrectedMetadata;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// All that is known about one type of file: how it is recognized, read, decoded, played and cleaned.
///
/// A new type is a class that implements this, its line in [Formats], and its name in [ImageType].
/// Bytes are untrusted input: what breaks the rules of the format is an [IOException], a
/// [dev.vitrine.picture.input.MalformedException] where there is a reason to tell.
public interface ImageFormat {
    ImageType type();

    /// Whether a file is of this type, whatever its name says. Of a file of which only the first 4 KB are there,
    /// too.
    boolean recognizes(SourceBytes bytes) throws IOException;

    /// What the header says; whether a picture of that size may be decoded is not judged here.
    Header header(SourceBytes bytes) throws IOException;

    /// The small picture that lies in the file beside the real one, as a file of its own: empty when there is none.
    default byte[] thumbnail(SourceBytes bytes, Header header) throws IOException {
        return header.metadata().thumbnail();
    }

    /// The first picture or page, with its longest side at most `edge`. Runs on a decode worker, after the header
    /// was checked.
    DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException;

    /// The way to parts of the picture without decoding all of it, found by reading the file once; empty where
    /// there is none.
    default Optional<PictureParts> parts(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        return Optional.empty();
    }

    /// All of the picture as it lies in the file, in sRGB, where its rows come one after the other and are never in
    /// memory together; empty where they do not. What is damaged is found out while they are read.
    default Optional<PixelRows> rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        return Optional.empty();
    }

    /// Whether a picture of any size is decoded within a memory that its result sets.
    default boolean isDecodedScaled() {
        return false;
    }

    /// Whether decoding has all bytes of the file in memory at once.
    default boolean isDecodedFromMemory() {
        return false;
    }

    /// Bytes of heap that decoding takes besides what is decoded and shown, roughly.
    default long memoryBeside(SourceBytes bytes, Header header) throws IOException {
        return isDecodedFromMemory() ? bytes.outside() : 0;
    }

    /// False where this system lacks the program that decodes it: what [#decode] gives then is a small stand-in, to
    /// be shown and never kept.
    default boolean isDecodedHere() {
        return true;
    }

    /// A smaller picture that a camera left in the file, where it is the same one and large enough: of the main one
    /// only the top is looked at.
    default Optional<DecodedPixels> smaller(SourceBytes bytes, Header header, int edge, Deadline deadline) {
        return Optional.empty();
    }

    /// How many pictures there are in it that are no smaller ones of another, and no frames; the first is shown.
    default int pages(SourceBytes bytes) throws IOException {
        return 1;
    }

    /// The frames of an animation, none when the type has no animations.
    default List<AnimationFrame> frames(SourceBytes bytes) throws IOException {
        return List.of();
    }

    /// How often an animation is played before it rests on its last frame; 0 for ever.
    default int plays(SourceBytes bytes) throws IOException {
        return 0;
    }

    /// The same file without metadata, its pixels untouched, color profile and orientation kept; empty where that
    /// is not possible without loss.
    default Optional<byte[]> withoutMetadata(SourceBytes bytes, Orientation orientation) throws IOException {
        return Optional.empty();
    }

    /// What changes when the file's XMP packet does: its pixels and all other metadata stay as they are. Empty
    /// where that cannot be done safely.
    default Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return Optional.empty();
    }

    /// What changes when its Exif says what people set right, and its IPTC block nothing else: its pixels, its XMP
    /// packet and all else stay as they are. Empty where it has no place for that.
    default Optional<List<FileEdit>> withCorrection(SourceBytes bytes, CorrectedMetadata corrected) throws IOException {
        return Optional.empty();
    }

    /// What changes when texts are taken out of Exif, IPTC and chunks of text: its pixels and all else stay as they
    /// are, and where they are. What cannot be reached safely stays, too.
    default List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return List.of();
    }

    /// Whether it has content credentials (C2PA), which vouch for every byte of a file and break when one changes.
    default boolean hasCredentials(SourceBytes bytes) throws IOException {
        return false;
    }

    /// Whether all of the file is there, by what its header and its blocks say.
    ///
    /// @throws java.io.EOFException when it breaks off in the middle of that
    FileEnd end(SourceBytes bytes) throws IOException;

    /// Of a file that is cut off: whether nothing more than the marker of its end need be missing, as some devices
    /// leave it out. Nothing is announced to come behind its pixels, which may be all there.
    default boolean mayLackOnlyMarker(SourceBytes bytes) throws IOException {
        return false;
    }
}

package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureDecoder.Decoded;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/// Turns the bytes of a file into facts and pixels. Safe for hostile files and for use by many threads.
public final class PictureReader {
    private static final System.Logger LOG = System.getLogger(PictureReader.class.getName());

    private static final int ENOUGH_TO_TELL = 4096;
    /// Those of programs that keep masks and whole histories in them have a few megabytes.
    private static final int MAX_SIDECAR = 16 << 20;
    /// However many uploads run, so many hold the bytes of a file in memory while they wait for their decode.
    private static final Semaphore BACKGROUND_SOURCES =
            new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

    /// Before the first picture is read: where copies of large ones lie that are no files, while they are looked
    /// at.
    public static void keepCopiesIn(Path folder) {
        SourceBytes.keepCopiesIn(folder);
    }

    /// The kind of a file by its beginning, of which at most 4 KB are read; empty when it is not an accepted image.
    public static Optional<ImageType> typeOf(InputStream beginning) throws IOException {
        return Formats.of(SourceBytes.of(beginning.readNBytes(ENOUGH_TO_TELL))).map(ImageFormat::type);
    }

    /// Whether the file is all there, by what is in it. What is no accepted image is not judged.
    ///
    /// @throws ImageException when it cannot be read
    public static FileEnd end(ImageSource source) {
        FileEnd end = endAsSaid(source);
        return end == FileEnd.CUT_OFF && mayLackOnlyMarker(source) && soundOfLittle(source) == 1
                ? FileEnd.UNCERTAIN
                : end;
    }

    /// By its own account, without a look at its pixels.
    private static FileEnd endAsSaid(ImageSource source) {
        return look(source, FileEnd.WHOLE, FileEnd.CUT_OFF, ImageFormat::end);
    }

    private static boolean mayLackOnlyMarker(ImageSource source) {
        return look(source, false, false, ImageFormat::mayLackOnlyMarker);
    }

    private interface Look<T> {
        T at(ImageFormat format, SourceBytes bytes) throws IOException;
    }

    /// @param ofOther what holds of a file that is no accepted image
    /// @param ofBroken what holds of one that breaks off before it tells
    private static <T> T look(ImageSource source, T ofOther, T ofBroken, Look<T> look) {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Optional<ImageFormat> format = Formats.of(bytes);
            return format.isEmpty() ? ofOther : look.at(format.get(), bytes);
        } catch (EOFException _) {
            return ofBroken;
        } catch (IOException e) {
            throw SourceBytes.unreadable(source.name(), e);
        }
    }

    /// What the header says. `contentSha256` and `averageColor` stay `""`: they need all bytes.
    ///
    /// @throws ImageException.Invalid when it is not an accepted image, with what it looks like instead
    public Inspection inspect(ImageSource source) {
        return inspect(source, Optional.empty());
    }

    /// @param sidecar an XMP file that goes before what is in the image; one that cannot be read says nothing
    public Inspection inspect(ImageSource source, Optional<ImageSource> sidecar) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(name, bytes);
            byte[] packet = sidecar.map(PictureReader::packet).orElse(new byte[0]);
            var metadata = new Metadata(header.metadata().withSidecar(packet));
            return new Inspection(
                    new AttributeReader(name, header, bytes, metadata).facts(), CaptionReader.caption(metadata));
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static byte[] packet(ImageSource sidecar) {
        try (InputStream in = sidecar.open()) {
            byte[] packet = in.readNBytes(MAX_SIDECAR + 1);
            if (packet.length <= MAX_SIDECAR) {
                return packet;
            }
            LOG.log(Level.WARNING, "{0} is too large to be read", sidecar.name());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What stands beside an image cannot be read: " + sidecar.name(), e);
        }
        return new byte[0];
    }

    /// Decoded pixels for somebody who looks at them now, upright and in sRGB, with the longest side at most
    /// `maxEdge`; never enlarged, and never more than 32 MP.
    ///
    /// @throws ImageException.Invalid with the reason why it cannot be shown
    public Picture read(ImageSource source, int maxEdge) {
        return read(source, maxEdge, DecodeRequest.VIEWED);
    }

    /// @throws ImageException.Cancelled when it is no longer requested
    public Picture read(ImageSource source, int maxEdge, DecodeRequest request) {
        return finished(source, maxEdge, request, (decoded, _) -> decoded.picture());
    }

    /// A picture of which parts can be decoded alone; empty where that does not work, or would take too much
    /// memory.
    public Optional<LargePicture> large(ImageSource source) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            // what of each block of 64 pixels is kept while a progressive file is read
            long memory = bytes.outside() + (long) header.width() * header.height() / 2;
            return run(
                    name,
                    bytes,
                    header,
                    memory,
                    DecodeRequest.VIEWED,
                    deadline -> LargePicture.open(name, bytes, header, deadline));
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    /// What [#read] gives, and the JPEG to be kept of it.
    public PreviewJpeg preview(ImageSource source, int maxEdge, DecodeRequest request) {
        if (request.priority() != DecodePriority.BACKGROUND) {
            return finished(source, maxEdge, request, PictureReader::preview);
        }
        try {
            BACKGROUND_SOURCES.acquire();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e, "Opening " + quoted(source.name()) + " was stopped.");
        }
        try {
            return finished(source, maxEdge, request, PictureReader::preview);
        } finally {
            BACKGROUND_SOURCES.release();
        }
    }

    private static PreviewJpeg preview(Decoded decoded, ImageFormat format) {
        return PreviewJpeg.of(decoded.picture(), !format.isDecodedHere(), decoded.integrity());
    }

    private static <T> T finished(
            ImageSource source, int maxEdge, DecodeRequest request, BiFunction<Decoded, ImageFormat, T> finish) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            ImageFormat format = Formats.of(header.type());
            return run(
                    name,
                    bytes,
                    header,
                    PictureDecoder.memory(bytes, header, maxEdge),
                    request,
                    deadline -> finish.apply(
                            request.priority() == DecodePriority.BACKGROUND
                                    ? PictureDecoder.decode(name, bytes, header, maxEdge, deadline)
                                    : PictureDecoder.decodeLittle(name, bytes, header, maxEdge, deadline),
                            format));
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    /// Whether every part of a picture can be decoded: one with damage inside shows all the same, with wrong or
    /// gray places.
    public static Integrity integrity(ImageSource source) {
        try {
            return little(source).integrity();
        } catch (ImageException.Invalid e) {
            return e.getCause() instanceof MalformedException || e.getCause() instanceof EOFException
                    ? Integrity.DAMAGED
                    : Integrity.UNKNOWN;
        }
    }

    /// How many pictures are in a file, of which the first is shown; 1 where that cannot be told.
    static int pages(ImageSource source) {
        return look(source, 1, 1, (format, bytes) -> Math.max(1, format.pages(bytes)));
    }

    /// How much of a picture, from its top, can be seen: 1 unless the end of its file is missing, 0 where it is and
    /// that cannot be told.
    public static double soundPart(ImageSource source) {
        if (endAsSaid(source) != FileEnd.CUT_OFF) {
            return 1;
        }
        double sound = soundOfLittle(source);
        return sound < 1 || isAlone(source) ? sound : 0;
    }

    private static double soundOfLittle(ImageSource source) {
        try {
            return little(source).sound();
        } catch (ImageException.Invalid _) {
            return 0;
        }
    }

    /// Whether a file has nothing more to show than its first picture.
    private static boolean isAlone(ImageSource source) {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            return !HeaderCheck.read(source.name(), bytes).animated() && pages(source) == 1;
        } catch (IOException e) {
            throw SourceBytes.unreadable(source.name(), e);
        }
    }

    /// All of a picture is read, for which nobody waits, and nearly nothing made of it.
    private static Decoded little(ImageSource source) {
        return finished(source, 1, DecodeRequest.BACKGROUND, (decoded, _) -> decoded);
    }

    /// The small picture that a camera puts into its files, upright; fast, to be shown while the real one is made.
    public Optional<Picture> embeddedThumbnail(ImageSource source, DecodeRequest request) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            byte[] thumbnail = Formats.of(header.type()).thumbnail(bytes, header);
            if (thumbnail.length == 0) {
                return Optional.empty();
            }
            SourceBytes small = SourceBytes.of(thumbnail);
            Header smallHeader = HeaderCheck.read(name, small).withOrientation(header.orientation());
            return Optional.of(run(
                    name,
                    small,
                    smallHeader,
                    PictureDecoder.memory(small, smallHeader, 512),
                    request,
                    deadline -> PictureDecoder.decode(name, small, smallHeader, 512, deadline)
                            .picture()));
        } catch (ImageException.Invalid _) {
            return Optional.empty(); // a damaged thumbnail is no thumbnail
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static <T> T run(
            String name, SourceBytes bytes, Header header, long memory, DecodeRequest request, DecodeJob.Work<T> work)
            throws IOException {
        Duration time = Limits.time(header.width(), header.height(), bytes.size());
        try {
            return DecodeExecutor.SHARED.run(new DecodeJob<>(name, memory, time, request, work));
        } finally {
            bytes.requireRead();
        }
    }
}

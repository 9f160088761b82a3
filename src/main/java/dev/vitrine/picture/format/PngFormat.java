package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Resampler;
import dev.vitrine.picture.pixels.SrgbRows;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// PNG and APNG, decoded row by row; what is damaged, or large and interlaced, by ImageIO. Profiles are
/// inflated only up to a limit, text never.
final class PngFormat implements ImageFormat {
    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "iCCP", "sRGB", "gAMA", "cHRM", "cICP", "sBIT", "bKGD", "pHYs",
            "acTL", "fcTL", "fdAT");

    private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    @Override
    public ImageType type() {
        return ImageType.PNG;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "\u0089PNG\r\n\u001A\n");
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        if (isOfIphones(bytes)) { // one more chunk goes before
            return Header.of(ImageType.PNG, bytes.u32(32, true), bytes.u32(36, true), 4);
        }
        if (!bytes.tag(12).equals("IHDR")) {
            throw new MalformedException("its header chunk is missing");
        }
        long width = bytes.u32(16, true);
        long height = bytes.u32(20, true);
        int bits = bytes.u8(24);
        int channels = channels(bytes);
        if (channels == 0) {
            throw new MalformedException("its color type is unknown");
        }
        Header header = Header.of(ImageType.PNG, width, height, channels * (bits > 8 ? 2 : 1));
        var texts = new ArrayList<PngChunk>();
        for (PngChunk chunk : PngChunks.outline(bytes)) {
            switch (chunk.type()) {
                case "acTL" -> header = header.withAnimated(bytes.u32(chunk.start(), true) > 1);
                case "eXIf" -> {
                    if (chunk.length() <= Limits.MAX_EXIF && chunk.start() + chunk.length() <= bytes.size()) {
                        byte[] exif = Exif.withoutPrefix(bytes.bytes(chunk.start(), chunk.length()));
                        header = header.withMetadata(header.metadata().withExif(exif));
                    }
                }
                case "zxIf" -> header = header.withMetadata(header.metadata().withExif(packedExif(bytes, chunk)));
                case "tEXt", "zTXt", "iTXt" -> texts.add(chunk);
                default -> {}
            }
        }
        boolean gray = channels < 3 && bytes.u8(25) != 3;
        return header.withMetadata(PngText.add(header.metadata(), bytes, texts))
                .withProfile(PngColors.profile(bytes, gray));
    }

    private static boolean isOfIphones(SourceBytes bytes) throws IOException {
        return bytes.tag(12).equals("CgBI") && bytes.has(28, "IHDR");
    }

    /// As ExifTool packs it: a method, the length, then the block. Empty when it is damaged.
    private static byte[] packedExif(SourceBytes bytes, PngChunk chunk) throws IOException {
        return chunk.length() > Limits.MAX_EXIF || chunk.start() + chunk.length() > bytes.size()
                ? new byte[0]
                : Exif.withoutPrefix(
                        ContentCoding.inflated(bytes.bytes(chunk.start(), chunk.length()), 5, Limits.MAX_EXIF));
    }

    /// 0 when its color type is unknown.
    private static int channels(SourceBytes bytes) throws IOException {
        return switch (bytes.u8(25)) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        if (isOfIphones(bytes)) {
            throw UnsupportedException.here("it is a PNG packed for iPhones alone", null);
        }
        if (!isInterlaced(bytes) || PngPasses.fits(header)) {
            try {
                return asFarAsItGoes(bytes, header, edge, deadline);
            } catch (EOFException | ZipException _) {
                // odd: the JDK shows it, or says what is wrong
            }
        }
        boolean palette = bytes.u8(25) == 3;
        DecodeResult.Pixels read = ImageIoDecoder.decode(palette ? bare(bytes) : bytes, header, edge, deadline);
        DecodedPixels pixels = read.pixels();
        // the JDK knows only one of the chunks about color, and not which goes before which
        return new DecodeResult.Pixels(
                new DecodedPixels(pixels.width(), pixels.height(), pixels.pixels(), pixels.colors(), header.profile()),
                read.integrity() == Integrity.DAMAGED ? Integrity.DAMAGED : integrity(bytes, deadline),
                read.sound());
    }

    private static DecodeResult asFarAsItGoes(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException {
        PngPixels pixels = PngPixels.of(bytes, header);
        boolean interlaced = isInterlaced(bytes);
        try {
            var rows = new PngRows(bytes, pixels, deadline);
            DecodedPixels whole = reduced(interlaced ? PngPasses.read(rows, pixels) : rows, pixels, header, edge);
            return new DecodeResult.Pixels(whole, integrity(bytes, deadline), 1);
        } catch (EOFException | ZipException | UncheckedIOException _) {
            PngRows single = PngRows.single(bytes, pixels, deadline);
            PartialRows rows = interlaced ? PngPasses.part(single, pixels) : new PartialRows(single, pixels.colors());
            DecodedPixels part = reduced(rows, pixels, header, edge);
            if (rows.part() == 0) {
                throw DeflateInput.cut();
            }
            return DecodeResult.Pixels.broken(part, interlaced ? 0 : rows.part());
        }
    }

    private static Integrity integrity(SourceBytes bytes, Deadline deadline) throws IOException {
        return PngChunks.isSound(bytes, deadline) ? Integrity.SOUND : Integrity.DAMAGED;
    }

    private static boolean isInterlaced(SourceBytes bytes) throws IOException {
        return bytes.u8(28) != 0;
    }

    private static DecodedPixels reduced(PixelRows rows, PngPixels pixels, Header header, int edge) {
        double scale = Limits.scale(header.width(), header.height(), edge);
        int width = Limits.reduced(header.width(), scale);
        int height = Limits.reduced(header.height(), scale);
        int[] reduced = Resampler.reduce(rows, width, height);
        return new DecodedPixels(width, height, reduced, pixels.colors(), header.profile());
    }

    @Override
    public Optional<PixelRows> rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        if (isOfIphones(bytes) || isInterlaced(bytes)) {
            return Optional.empty();
        }
        PngPixels pixels = PngPixels.of(bytes, header);
        return Optional.of(new SrgbRows(new PngRows(bytes, pixels, deadline), pixels.colors(), header.profile()));
    }

    /// Without what does not make pixels: of pictures with a palette the JDK reads all chunks, and gives up where
    /// one of them is odd.
    private static SourceBytes bare(SourceBytes bytes) throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes(bytes.bytes(0, 8));
        for (PngChunk chunk : PngChunks.list(bytes)) {
            if (PIXELS.contains(chunk.type())) {
                long start = chunk.start() - 8;
                file.writeBytes(bytes.bytes(start, Math.min(chunk.length() + 12, bytes.size() - start)));
            }
        }
        return SourceBytes.of(file.toByteArray());
    }

    @Override
    public List<AnimationFrame> frames(SourceBytes bytes) throws IOException {
        return PngFrames.of(bytes);
    }

    @Override
    public int plays(SourceBytes bytes) throws IOException {
        return PngFrames.plays(bytes);
    }

    @Override
    public boolean hasCredentials(SourceBytes bytes) throws IOException {
        return PngChunks.list(bytes).stream().anyMatch(chunk -> chunk.type().equals("caBX"));
    }

    @Override
    public List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return PngLegacyTexts.edits(bytes, texts);
    }

    @Override
    public Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return PngXmp.edits(bytes, merge);
    }

    @Override
    public Optional<byte[]> withoutMetadata(SourceBytes bytes, Orientation orientation) throws IOException {
        var kept = new ByteArrayOutputStream();
        kept.writeBytes(bytes.bytes(0, 8));
        for (PngChunk chunk : PngChunks.list(bytes)) {
            if (KEPT.contains(chunk.type())) {
                kept.writeBytes(bytes.bytes(chunk.start() - 8, chunk.length() + 12));
            }
            if (chunk.type().equals("IHDR") && orientation != Orientation.UPRIGHT) {
                kept.writeBytes(PngChunks.chunk("eXIf", Exif.block(orientation)));
            }
        }
        return Optional.of(kept.toByteArray());
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        if (bytes.has(bytes.size() - 8, "IEND\u00AEB`\u0082")) {
            return FileEnd.WHOLE;
        }
        List<PngChunk> chunks = PngChunks.list(bytes);
        return chunks.isEmpty() || !chunks.getLast().type().equals("IEND") ? FileEnd.CUT_OFF : FileEnd.UNCERTAIN;
    }

    @Override
    public boolean mayLackOnlyMarker(SourceBytes bytes) throws IOException {
        List<PngChunk> chunks = PngChunks.list(bytes);
        return !chunks.isEmpty()
                && chunks.getLast().start() + chunks.getLast().length() + 4 == bytes.size()
                && chunks.stream().noneMatch(chunk -> chunk.type().equals("acTL"));
    }
}

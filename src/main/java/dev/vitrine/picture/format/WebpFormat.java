package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.external.WebpProcess;
import dev.vitrine.picture.format.AnimationFrame.Disposal;
import dev.vitrine.picture.format.WebpChunks.WebpChunk;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Premultiplied;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// WebP: small ones by pure Java, large ones by libwebp in a child process, which is ten times as fast.
final class WebpFormat implements ImageFormat {
    /// Below, starting a child costs more than it saves. The chunks that say how the picture looks.
    private static final Set<String> SHOWN = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final long SMALL = 1_000_000;
    private static final int FRAME_HEADER = 16;
    private static final String PROFILE = "ICCP";
    private static final int HAS_PROFILE = 0x20;

    @Override
    public ImageType type() {
        return ImageType.WEBP;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "RIFF") && bytes.has(8, "WEBP");
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        List<WebpChunk> chunks = WebpChunks.list(bytes, 12, bytes.size());
        if (chunks.isEmpty()) {
            throw new MalformedException("it has no image in it");
        }
        WebpChunk first = chunks.getFirst();
        long start = first.start();
        Header header = switch (first.type()) {
            case "VP8X" ->
                Header.of(ImageType.WEBP, WebpChunks.u24(bytes, start + 4) + 1, WebpChunks.u24(bytes, start + 7) + 1, 4)
                        .withAnimated(chunks.stream().anyMatch(WebpFormat::isFrame));
            case "VP8L" -> lossless(bytes.u32(start + 1, false));
            case "VP8 " ->
                Header.of(
                        ImageType.WEBP, bytes.u16(start + 6, false) & 0x3FFF, bytes.u16(start + 8, false) & 0x3FFF, 3);
            default -> throw new MalformedException("it does not begin with an image");
        };
        for (WebpChunk chunk : chunks) {
            boolean whole = chunk.start() + chunk.length() <= bytes.size();
            if (chunk.type().equals(PROFILE) && whole && chunk.length() <= Limits.MAX_PROFILE) {
                header = header.withProfile(bytes.bytes(chunk.start(), (int) chunk.length()));
            } else if (chunk.type().equals("EXIF") && whole && chunk.length() <= Limits.MAX_EXIF) {
                byte[] exif = bytes.bytes(chunk.start(), chunk.length());
                header = header.withMetadata(header.metadata().withExif(Exif.withoutPrefix(exif)));
            } else if (chunk.isXmp() && whole && chunk.length() <= Limits.MAX_EXIF) {
                header = header.withMetadata(header.metadata().withXmp(bytes.bytes(chunk.start(), chunk.length())));
            }
        }
        return header;
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        long riff = bytes.u32(4, false); // 0 while some programs write the rest
        return riff <= 12 ? FileEnd.CUT_OFF : FileEnd.of(bytes.size(), 8 + riff);
    }

    private static Header lossless(long bits) {
        return Header.of(ImageType.WEBP, (int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, 4);
    }

    @Override
    public boolean isDecodedFromMemory() {
        return true;
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        return header.animated() ? firstFrame(bytes, header, edge, deadline) : still(bytes, header, edge, deadline);
    }

    private DecodeResult.Pixels firstFrame(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException {
        List<AnimationFrame> frames = frames(bytes);
        if (frames.isEmpty()) {
            throw new MalformedException("it has no image in it");
        }
        return onCanvas(frames.getFirst(), header, edge, deadline);
    }

    private DecodeResult.Pixels onCanvas(AnimationFrame frame, Header header, int edge, Deadline deadline)
            throws IOException {
        SourceBytes file = SourceBytes.of(frame.file().bytes());
        Header own = header(file);
        if (own.width() == header.width() && own.height() == header.height()) {
            return still(file, own.withProfile(header.profile()), edge, deadline);
        }
        DecodedPixels first = still(file, own, Limits.LONGEST_SIDE, deadline).pixels();
        var canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        int width = Math.min(first.width(), header.width() - frame.left());
        int height = Math.min(first.height(), header.height() - frame.top());
        if (width > 0 && height > 0) {
            canvas.setRGB(frame.left(), frame.top(), width, height, plain(first.pixels()), 0, first.width());
        }
        return ImageIoDecoder.reduce(ReadImage.whole(canvas), header, edge, deadline);
    }

    /// setRGB takes colors at full strength.
    private static int[] plain(int[] premultiplied) {
        int[] plain = new int[premultiplied.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Premultiplied.undo(premultiplied[i]);
        }
        return plain;
    }

    private DecodeResult.Pixels still(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException {
        if (!Limits.admits(header.width(), header.height())) {
            throw new MalformedException("its header contradicts itself");
        }
        if ((long) header.width() * header.height() <= SMALL || !WebpProcess.isThere()) {
            return byJava(bytes, header, edge, deadline);
        }
        try {
            return byLibwebp(bytes, header, edge, deadline);
        } catch (MalformedException e) {
            if (ImageIoDecoder.step(header.width(), header.height(), header.bytesPerPixel()) > 1) {
                throw e;
            }
            return byJava(bytes, header, edge, deadline); // which shows what there is
        }
    }

    /// Without its profile, which TwelveMonkeys would apply itself, and fail where it is a useless one.
    DecodeResult.Pixels byJava(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        DecodeResult.Pixels decoded = ImageIoDecoder.decode(withoutProfile(bytes), header, edge, deadline);
        boolean isPredicted = WebpChunks.list(bytes, 12, bytes.size()).stream()
                .anyMatch(chunk -> chunk.type().equals("VP8L"));
        if (isPredicted && decoded.integrity() == Integrity.DAMAGED) {
            throw new EOFException("what was read are no colors yet");
        }
        return decoded;
    }

    private static SourceBytes withoutProfile(SourceBytes bytes) throws IOException {
        List<WebpChunk> chunks = WebpChunks.list(bytes, 12, bytes.size());
        if (chunks.stream().noneMatch(chunk -> chunk.type().equals(PROFILE))) {
            return bytes;
        }
        byte[] file = bytes.all().clone();
        for (WebpChunk chunk : chunks) {
            if (chunk.type().equals(PROFILE)) {
                Arrays.fill(file, (int) chunk.start() - 8, (int) chunk.start() - 4, (byte) ' ');
            } else if (chunk.type().equals("VP8X")) {
                file[(int) chunk.start()] &= ~HAS_PROFILE;
            }
        }
        return SourceBytes.of(file);
    }

    DecodeResult.Pixels byLibwebp(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        double scale = Limits.scale(header.width(), header.height(), edge);
        // libwebp averages boxes: at twice the requested size, ours does the finer rest
        double first = Math.min(1, 2 * scale);
        BufferedImage decoded = WebpProcess.decode(
                bytes.all(), Limits.reduced(header.width(), first), Limits.reduced(header.height(), first), deadline);
        return ImageIoDecoder.reduce(ReadImage.whole(decoded), header, edge, deadline);
    }

    @Override
    public List<AnimationFrame> frames(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        for (WebpChunk chunk : WebpChunks.list(bytes, 12, bytes.size())) {
            long at = chunk.start();
            // of the first one any part counts
            long end = at + (frames.isEmpty() ? FRAME_HEADER : chunk.length());
            if (isFrame(chunk) && end <= bytes.size() && frames.size() < AnimationFrame.MAX_FRAMES) {
                int width = WebpChunks.u24(bytes, at + 6) + 1;
                int height = WebpChunks.u24(bytes, at + 9) + 1;
                int flags = bytes.u8(at + 15);
                frames.add(new AnimationFrame(
                        2 * WebpChunks.u24(bytes, at),
                        2 * WebpChunks.u24(bytes, at + 3),
                        width,
                        height,
                        AnimationFrame.delay(WebpChunks.u24(bytes, at + 12)),
                        (flags & 1) == 0 ? Disposal.KEEP : Disposal.CLEAR,
                        (flags & 2) == 0,
                        () -> frameFile(bytes, chunk, width, height)));
            }
        }
        return frames;
    }

    private static boolean isFrame(WebpChunk chunk) {
        return chunk.type().equals("ANMF") && chunk.length() >= FRAME_HEADER;
    }

    @Override
    public int plays(SourceBytes bytes) throws IOException {
        for (WebpChunk chunk : WebpChunks.list(bytes, 12, bytes.size())) {
            if (chunk.type().equals("ANIM") && chunk.length() >= 6) {
                return bytes.u16(chunk.start() + 4, false);
            }
        }
        return 0;
    }

    /// The frame's own chunks behind an extended header, which its alpha chunk needs.
    private static byte[] frameFile(SourceBytes bytes, WebpChunk frame, int width, int height) throws IOException {
        long length = Math.min(frame.length(), bytes.size() - frame.start());
        byte[] content = bytes.bytes(frame.start() + FRAME_HEADER, length - FRAME_HEADER);
        boolean alpha = content.length > 4 && content[0] == 'A';
        ByteBuffer file =
                ByteBuffer.allocate(12 + (alpha ? 18 : 0) + content.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(file.capacity() - 8)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (alpha) {
            file.put("VP8X".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(10)
                    .putInt(0x10)
                    .put(WebpChunks.u24(width - 1))
                    .put(WebpChunks.u24(height - 1));
        }
        return file.put(content).array();
    }

    @Override
    public boolean hasCredentials(SourceBytes bytes) throws IOException {
        return WebpChunks.list(bytes, 12, bytes.size()).stream()
                .anyMatch(chunk -> chunk.type().equals("C2PA"));
    }

    @Override
    public List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return WebpChunks.withoutLegacyTexts(bytes, texts);
    }

    @Override
    public Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return WebpXmp.edits(bytes, header(bytes), merge);
    }

    @Override
    public Optional<byte[]> withoutMetadata(SourceBytes bytes, Orientation orientation) throws IOException {
        var kept = new ByteArrayOutputStream();
        kept.writeBytes(bytes.bytes(0, 12));
        boolean extended = false;
        long end = Math.min(bytes.size(), 8 + bytes.u32(4, false));
        for (WebpChunk chunk : WebpChunks.list(bytes, 12, end)) {
            if (!SHOWN.contains(chunk.type())) {
                continue; // whatever it holds
            }
            byte[] copy = bytes.bytes(chunk.start() - 8, Math.min(chunk.end(), bytes.size()) - chunk.start() + 8);
            if (chunk.type().equals("VP8X") && copy.length > 8) {
                extended = true;
                copy[8] = (byte) (copy[8] & ~(WebpChunks.HAS_EXIF | WebpChunks.HAS_XMP)
                        | (orientation == Orientation.UPRIGHT ? 0 : WebpChunks.HAS_EXIF));
            }
            kept.writeBytes(copy);
        }
        if (extended && orientation != Orientation.UPRIGHT) {
            byte[] exif = Exif.block(orientation);
            kept.writeBytes("EXIF".getBytes(StandardCharsets.ISO_8859_1));
            kept.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(exif.length)
                    .array());
            kept.writeBytes(exif);
        }
        byte[] file = kept.toByteArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return Optional.of(file);
    }
}

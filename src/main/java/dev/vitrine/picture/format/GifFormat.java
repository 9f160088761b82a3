package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// GIF, still or animated; ImageIO decodes each frame.
final class GifFormat implements ImageFormat {
    private static final int FEWEST_INTERLACED = 5;

    @Override
    public ImageType type() {
        return ImageType.GIF;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a");
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        List<GifBlocks.Frame> frames = GifBlocks.frames(bytes, 2);
        if (frames.isEmpty()) {
            throw new MalformedException("it has no image in it");
        }
        GifBlocks.Frame first = frames.getFirst();
        // some writers leave the screen empty, or make it smaller than the picture
        int width = Math.max(bytes.u16(6, false), first.left() + first.width());
        int height = Math.max(bytes.u16(8, false), first.top() + first.height());
        return Header.of(ImageType.GIF, width, height, 1)
                .withMetadata(MetadataBlocks.NONE.withXmp(GifBlocks.xmp(bytes)))
                .withAnimated(frames.size() > 1);
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        BufferedImage first = onCanvas(first(bytes, header, deadline), bytes, header);
        return new DecodeResult.Pixels(ImageIoDecoder.reduce(first, header, edge, deadline));
    }

    /// The JDK loses its way among interlaced rows where a pass has none: then they are put into their order here.
    private static BufferedImage first(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        GifBlocks.Frame frame = GifBlocks.frames(bytes, 1).getFirst();
        if (!frame.interlaced() || frame.height() >= FEWEST_INTERLACED) {
            return ImageIoDecoder.readFirst(bytes, header, deadline);
        }
        byte[] file = bytes.bytes(0, frame.end());
        file[(int) frame.start() + 9] &= ~GifBlocks.INTERLACED;
        BufferedImage stored = ImageIoDecoder.readFirst(SourceBytes.of(file), header, deadline);
        var image = new BufferedImage(stored.getColorModel(), stored.copyData(null), false, null);
        int row = 0;
        for (int y : new int[] {0, 2, 1, 3}) {
            if (y < image.getHeight()) {
                image.getRaster().setRect(0, y - row, stored.getData(new Rectangle(0, row, image.getWidth(), 1)));
                row++;
            }
        }
        return image;
    }

    /// The first frame may cover only a part of its canvas.
    private static BufferedImage onCanvas(BufferedImage image, SourceBytes bytes, Header header) throws IOException {
        if (image.getWidth() == header.width() && image.getHeight() == header.height()
                || ImageIoDecoder.step(header.width(), header.height(), 1) > 1) {
            return image;
        }
        GifBlocks.Frame frame = GifBlocks.frames(bytes, 1).getFirst();
        var canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        canvas.createGraphics().drawImage(image, frame.left(), frame.top(), null);
        return canvas;
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return GifBlocks.end(bytes);
    }

    @Override
    public double soundPart(SourceBytes bytes, Deadline deadline) throws IOException {
        return GifBlocks.lacksOnlyTrailer(bytes) ? 1 : 0;
    }

    @Override
    public List<AnimationFrame> frames(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        for (GifBlocks.Frame frame : GifBlocks.frames(bytes, AnimationFrame.MAX_FRAMES)) {
            frames.add(new AnimationFrame(
                    frame.left(),
                    frame.top(),
                    frame.width(),
                    frame.height(),
                    AnimationFrame.delay(10L * frame.delay()),
                    frame.disposal(),
                    true,
                    () -> frameFile(bytes, frame)));
        }
        return frames;
    }

    @Override
    public int plays(SourceBytes bytes) throws IOException {
        return GifBlocks.plays(bytes);
    }

    private static byte[] frameFile(SourceBytes bytes, GifBlocks.Frame frame) throws IOException {
        var file = new ByteArrayOutputStream();
        byte[] screen = bytes.bytes(0, 13 + GifBlocks.colors(bytes.u8(10)));
        ByteBuffer.wrap(screen)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) frame.width())
                .putShort(8, (short) frame.height());
        file.writeBytes(screen);
        if (frame.control() >= 0) {
            file.writeBytes(bytes.bytes(frame.control(), 8));
        }
        byte[] block = bytes.bytes(frame.start(), frame.end() - frame.start());
        Arrays.fill(block, 1, 5, (byte) 0);
        file.writeBytes(block);
        file.write(0x3B);
        return file.toByteArray();
    }
}

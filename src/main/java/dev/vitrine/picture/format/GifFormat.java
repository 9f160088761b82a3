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
    /// The first row of each pass, and the step to the next ones (GIF89a, appendix E).
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

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
        List<GifBlocks.Frame> frames = GifBlocks.frames(bytes, 1);
        if (frames.isEmpty()) {
            throw new MalformedException("it has no image in it");
        }
        GifBlocks.Frame first = frames.getFirst();
        // some writers leave the screen empty, or make it smaller than the picture
        int width = Math.max(bytes.u16(6, false), first.left() + first.width());
        int height = Math.max(bytes.u16(8, false), first.top() + first.height());
        return Header.of(ImageType.GIF, width, height, 1)
                .withMetadata(MetadataBlocks.NONE.withXmp(GifBlocks.xmp(bytes)))
                .withAnimated(GifBlocks.goesOn(bytes, first));
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        GifBlocks.Frame frame = GifBlocks.frames(bytes, 1).getFirst();
        boolean isReduced = ImageIoDecoder.step(header.width(), header.height(), 1) > 1;
        ReadImage first = isReduced || !frame.interlaced()
                ? ImageIoDecoder.read(bytes, 0, header, deadline)
                : interlaced(bytes, frame, header, deadline);
        return ImageIoDecoder.reduce(isReduced ? first : onCanvas(first, frame, header), header, edge, deadline);
    }

    /// Read as its rows lie in the file, and then put into their order: the JDK loses its way where a pass has
    /// none, and leaves gaps where the file breaks off. Those are filled with the row above.
    private static ReadImage interlaced(SourceBytes bytes, GifBlocks.Frame frame, Header header, Deadline deadline)
            throws IOException {
        byte[] file = bytes.bytes(0, frame.end());
        file[(int) frame.start() + 9] &= ~GifBlocks.INTERLACED;
        ReadImage read = ImageIoDecoder.read(SourceBytes.of(file), 0, header, deadline);
        BufferedImage stored = read.image();
        var image = new BufferedImage(stored.getColorModel(), stored.copyData(null), false, null);
        int[] places = new int[image.getHeight()];
        int next = 0;
        for (int[] pass : PASSES) {
            for (int y = pass[0]; y < places.length; y += pass[1]) {
                places[y] = next++;
            }
        }
        int from = 0;
        for (int y = 0; y < places.length; y++) {
            from = places[y] < read.there() ? places[y] : from;
            image.getRaster().setRect(0, y - from, stored.getData(new Rectangle(0, from, image.getWidth(), 1)));
        }
        return read.moved(image);
    }

    /// The first frame may cover only a part of its canvas.
    private static ReadImage onCanvas(ReadImage read, GifBlocks.Frame frame, Header header) {
        BufferedImage image = read.image();
        if (image.getWidth() == header.width() && image.getHeight() == header.height()) {
            return read;
        }
        var canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        canvas.createGraphics()
                .drawImage(image.getSubimage(0, 0, image.getWidth(), read.there()), frame.left(), frame.top(), null);
        return read.moved(canvas);
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return GifBlocks.end(bytes);
    }

    @Override
    public boolean mayLackOnlyMarker(SourceBytes bytes) throws IOException {
        return GifBlocks.isOneFrame(bytes);
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

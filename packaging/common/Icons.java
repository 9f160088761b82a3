import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws the icon in all sizes and formats that systems want: `java Icons.java SVG FOLDER`.
final class Icons {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final List<Integer> WINDOWS = List.of(16, 24, 32, 48, 64, 256);

    private Icons() {
    }

    public static void main(String[] args) throws IOException {
        draw(Path.of(args[0]), Path.of(args[1]));
    }

    /// `SIZE.png`, `vitrine.ico` and `vitrine.icns`.
    static void draw(Path svg, Path folder) throws IOException {
        SVGDocument drawing = new SVGLoader().load(svg.toUri().toURL());
        if (drawing == null) {
            throw new IOException(svg + " is no SVG drawing");
        }
        Files.createDirectories(folder);
        for (int size : SIZES) {
            Files.write(folder.resolve(size + ".png"), png(drawing, size));
        }
        Files.write(folder.resolve("vitrine.ico"), ico(drawing));
        Files.write(folder.resolve("vitrine.icns"), icns(drawing));
    }

    private static BufferedImage image(SVGDocument drawing, int size) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.render(null, pen, new ViewBox(0, 0, size, size));
        pen.dispose();
        return image;
    }

    private static byte[] png(SVGDocument drawing, int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image(drawing, size), "png", bytes);
        return bytes.toByteArray();
    }

    /// Windows' format: a directory, then the images; small ones as bitmaps, which every part of Windows reads, the largest as PNG.
    private static byte[] ico(SVGDocument drawing) throws IOException {
        var images = new ArrayList<byte[]>();
        for (int size : WINDOWS) {
            images.add(size < 256 ? bitmap(image(drawing, size)) : png(drawing, size));
        }
        int offset = 6 + 16 * images.size();
        var out = ByteBuffer.allocate(offset + images.stream().mapToInt(image -> image.length).sum()).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) images.size());
        for (int i = 0; i < images.size(); i++) {
            byte edge = (byte) (int) WINDOWS.get(i); // 256 is written as 0
            out.put(edge).put(edge).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32).putInt(images.get(i).length).putInt(offset);
            offset += images.get(i).length;
        }
        images.forEach(out::put);
        return out.array();
    }

    /// BITMAPINFOHEADER, the rows from the bottom up, and a mask that masks nothing, because the pixels have alpha.
    private static byte[] bitmap(BufferedImage image) {
        int size = image.getWidth();
        int maskRow = (size + 31) / 32 * 4;
        var out = ByteBuffer.allocate(40 + 4 * size * size + maskRow * size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(40).putInt(size).putInt(2 * size).putShort((short) 1).putShort((short) 32).putInt(0).putInt(4 * size * size);
        out.position(40);
        for (int y = size - 1; y >= 0; y--) {
            for (int x = 0; x < size; x++) {
                out.putInt(image.getRGB(x, y));
            }
        }
        return out.array();
    }

    /// Apple's format: named blocks, each a PNG; the second of two names of one size is for screens of double density.
    private static byte[] icns(SVGDocument drawing) throws IOException {
        var out = new ByteArrayOutputStream();
        for (Block block : List.of(new Block("icp4", 16), new Block("icp5", 32), new Block("ic11", 32), new Block("ic12", 64), new Block("ic07", 128),
                new Block("ic13", 256), new Block("ic08", 256), new Block("ic14", 512), new Block("ic09", 512), new Block("ic10", 1024))) {
            byte[] png = png(drawing, block.size());
            out.writeBytes(block.name().getBytes());
            out.writeBytes(ByteBuffer.allocate(4).putInt(png.length + 8).array());
            out.writeBytes(png);
        }
        byte[] blocks = out.toByteArray();
        return ByteBuffer.allocate(blocks.length + 8).put("icns".getBytes()).putInt(blocks.length + 8).put(blocks).array();
    }

    private record Block(String name, int size) {
    }
}

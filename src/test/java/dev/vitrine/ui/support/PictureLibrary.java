package dev.vitrine.ui.support;

import dev.vitrine.Unchecked;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/// A real library in a temporary folder, with pictures drawn for the test.
public final class PictureLibrary implements AutoCloseable {
    /// Most tests want the same few.
    private static final Map<Drawn, byte[]> MADE = new ConcurrentHashMap<>();

    private final Library library;

    public PictureLibrary(Path folder) {
        library = Library.open(OpenOptions.of(
                new ConnectionProfile.Local(folder.resolve("library")),
                new AppFolders(folder.resolve("data"), folder.resolve("config"), folder.resolve("cache")),
                Optional.empty()));
    }

    public Library library() {
        return library;
    }

    /// A picture in one color, with a darker right half.
    public ImageRecord add(String title, int width, int height, Color color, String... tags) {
        return add(title, ImageSource.ofBytes(title + ".png", png(width, height, color)), tags);
    }

    /// A picture that is accepted by its header and cannot be shown.
    public ImageRecord addDamaged(String title) {
        byte[] png = png(300, 200, Color.RED);
        Arrays.fill(png, 60, png.length - 20, (byte) 0x55);
        return add(title, ImageSource.ofBytes(title + ".png", png));
    }

    public ImageRecord add(String title, ImageSource source, String... tags) {
        return library.images().upload(new NewImage("alice", new Caption(title, "", List.of(tags)), source), _ -> {});
    }

    /// All of them, by title.
    public ImageQuery byTitle() {
        return ImageQuery.ALL.withOrder(ImageQuery.Order.TITLE);
    }

    @Override
    public void close() {
        library.close();
    }

    public static byte[] png(int width, int height, Color color) {
        return MADE.computeIfAbsent(new Drawn(width, height, color), PictureLibrary::encoded)
                .clone();
    }

    private static byte[] encoded(Drawn drawn) {
        var image = new BufferedImage(drawn.width, drawn.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(drawn.color);
        graphics.fillRect(0, 0, drawn.width, drawn.height);
        graphics.setColor(drawn.color.darker());
        graphics.fillRect(drawn.width / 2, 0, drawn.width - drawn.width / 2, drawn.height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        Unchecked.run(() -> ImageIO.write(image, "png", bytes));
        return bytes.toByteArray();
    }

    private record Drawn(int width, int height, Color color) {}
}

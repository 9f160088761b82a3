package dev.vitrine.service;

import dev.vitrine.Unchecked;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/// Pictures drawn for tests: no two names or sizes give the same bytes.
public final class SampleImages {
    /// Most tests want the same few.
    private static final Map<Drawn, byte[]> MADE = new ConcurrentHashMap<>();

    private SampleImages() {}

    public static byte[] jpeg(int width, int height, Color color) {
        return encoded("jpg", width, height, color);
    }

    public static byte[] png(int width, int height, Color color) {
        return encoded("png", width, height, color);
    }

    public static ImageSource file(String name, Color color) {
        return ImageSource.ofBytes(name, jpeg(640, 480, color));
    }

    public static NewImage newImage(String user, String name, Color color, String... tags) {
        return new NewImage(user, new Caption("", "", List.of(tags)), file(name, color));
    }

    /// A row as another program writes it, which knows nothing about the bytes.
    public static ImageRecord row(String imageId, String title) {
        return row(imageId, title, ImageFacts.UNKNOWN);
    }

    public static ImageRecord row(String imageId, String title, ImageFacts facts) {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        return new ImageRecord(imageId, "alice", new Caption(title, "", List.of()), facts, time);
    }

    public static ImageFacts facts(String contentType, String originalName) {
        return ImageFacts.UNKNOWN.with(Attribute.CONTENT_TYPE, contentType).with(Attribute.ORIGINAL_NAME, originalName);
    }

    private static byte[] encoded(String format, int width, int height, Color color) {
        return MADE.computeIfAbsent(new Drawn(format, width, height, color), SampleImages::encoded)
                .clone();
    }

    private static byte[] encoded(Drawn drawn) {
        var image = new BufferedImage(drawn.width, drawn.height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, drawn.color, drawn.width, drawn.height, drawn.color.darker()));
        canvas.fillRect(0, 0, drawn.width, drawn.height);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        Unchecked.run(() -> ImageIO.write(image, drawn.format, bytes));
        return bytes.toByteArray();
    }

    private record Drawn(String format, int width, int height, Color color) {}
}

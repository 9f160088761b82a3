package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.ui.support.Background;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javax.imageio.ImageIO;

/// What the clipboard holds, as something to upload: files as they are, a picture as PNG.
public final class ClipboardUpload {
    private ClipboardUpload() {}

    public static boolean isOffered(Clipboard clipboard) {
        return clipboard.hasFiles() || clipboard.hasImage();
    }

    /// Files come before a picture: file managers offer an icon beside them. Nothing is called back when the
    /// clipboard holds neither.
    ///
    /// @param read called on the FX thread; a picture takes a moment to be packed
    public static void read(
            Clipboard clipboard, Background background, Consumer<UploadRequest> read, Consumer<ImageException> failed) {
        if (clipboard.hasFiles()) {
            read.accept(UploadRequest.ofFiles(
                    clipboard.getFiles().stream().map(File::toPath).toList()));
        } else if (clipboard.hasImage()) {
            Image picture = clipboard.getImage();
            int width = (int) picture.getWidth();
            int height = (int) picture.getHeight();
            int[] pixels = new int[Math.multiplyExact(width, height)];
            picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            background.run(
                    () -> png(pixels, width, height), source -> read.accept(UploadRequest.ofPicture(source)), failed);
        }
    }

    /// Without the alpha channel when nothing is transparent, as screenshots are.
    static ImageSource png(int[] pixels, int width, int height) throws IOException {
        boolean opaque = true;
        for (int pixel : pixels) {
            opaque &= pixel >>> 24 == 0xff;
        }
        var image = new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("no writer for PNG");
        }
        return ImageSource.ofBytes(text("upload.clipboard.name"), bytes.toByteArray());
    }
}

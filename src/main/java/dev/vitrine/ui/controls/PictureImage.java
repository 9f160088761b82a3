package dev.vitrine.ui.controls;

import dev.vitrine.picture.pixels.Picture;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A picture for the scene graph. The pixels are shared, not copied.
public final class PictureImage {
    private PictureImage() {}

    public static Image of(Picture picture) {
        return new WritableImage(new PixelBuffer<>(
                picture.width(),
                picture.height(),
                IntBuffer.wrap(picture.argb()),
                PixelFormat.getIntArgbPreInstance()));
    }
}

package dev.vitrine.ui.controls;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.pixels.Picture;
import java.util.Optional;
import javafx.scene.paint.Color;

/// What there is to show of one image, as far as it has come.
public sealed interface Preview {
    /// No image at all.
    record Nothing() implements Preview {}

    /// Its place is kept meanwhile.
    ///
    /// @param averageColor `#rrggbb`, or `""` when unknown
    /// @param width of the original, 0 when unknown
    record Coming(String averageColor, int width, int height) implements Preview {
        public Optional<Color> color() {
            return Preview.color(averageColor);
        }
    }

    /// @param width of the original (of the picture, when the original's is unknown)
    record Ready(PictureLevels levels, int width, int height) implements Preview {}

    /// @param reason why there is no picture, a sentence for people
    record Missing(String reason) implements Preview {}

    /// The color in the place of a picture; none when another program wrote something else into its row.
    static Optional<Color> color(String averageColor) {
        return averageColor.matches("#[0-9a-fA-F]{6}") ? Optional.of(Color.web(averageColor)) : Optional.empty();
    }

    static Preview coming(ImageRecord image) {
        return new Coming(
                image.facts().averageColor(),
                image.facts().width(),
                image.facts().height());
    }

    /// A row that contradicts the picture's shape is not believed: the picture would look stretched.
    static Ready ready(ImageRecord image, PictureLevels levels) {
        int width = image.facts().width();
        int height = image.facts().height();
        Picture picture = levels.largest();
        double stretched = (double) width * picture.height() / ((double) height * picture.width());
        boolean believed = width > 0 && height > 0 && stretched > 0.97 && stretched < 1.03;
        return new Ready(levels, believed ? width : picture.width(), believed ? height : picture.height());
    }
}

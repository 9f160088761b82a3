package dev.vitrine.ui.gallery;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ShownImage;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.TileCrop;
import dev.vitrine.service.thumbnail.Thumbnail;
import dev.vitrine.service.thumbnail.ThumbnailTicket;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.controls.PictureImage;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Sentences;
import java.util.Optional;
import javafx.scene.image.Image;

/// Thumbnails cut to tiles: cropped, rounded and scaled on the thread that decoded them, so that a frame only copies
/// pixels.
///
/// Keeps what was cut lately, bounded by its memory; everything else is asked from [Thumbnails], last asked first.
public final class TileImages {
    /// The middle square of a 3:2 picture is as high as its short side.
    private static final double LONG_TO_SHORT = 1.5;
    private static final int RADIUS = 6;

    private final Thumbnails thumbnails;
    private final Background background;
    private final double scale;
    private final TileCache<TileKey> cut;

    /// @param scale device pixels per layout pixel
    /// @param memory most bytes to keep
    public TileImages(Thumbnails thumbnails, Background background, double scale, long memory) {
        this.thumbnails = thumbnails;
        this.background = background;
        this.scale = scale;
        this.cut = new TileCache<>(memory);
    }

    /// @param whole nothing is cut off
    private record TileKey(ShownImage image, int width, int height, boolean whole) {}

    /// Brings the tile its picture, now or later; a tile that already has one of this size is left alone.
    ///
    /// @param whole nothing is cut off
    void showOn(Tile tile, ImageRecord image, boolean whole) {
        int width = (int) Math.ceil(tile.pictureWidth() * scale);
        int height = (int) Math.ceil(tile.pictureHeight() * scale);
        var key = new TileKey(ShownImage.of(image), width, height, whole);
        if (tile.isFor(key)) {
            return;
        }
        tile.isNowFor(key);
        Optional<Image> known = cut.find(key);
        if (known.isPresent()) {
            tile.showPicture(known.get());
            return;
        }
        ThumbnailTicket ticket = thumbnails.load(
                image,
                (int) (Math.max(width, height) * (whole ? 1 : LONG_TO_SHORT)),
                early -> deliverEarly(early, tile, key),
                thumbnail -> deliver(thumbnail, tile, key));
        tile.loadingWith(ticket::cancel);
    }

    /// Takes effect at once.
    public void setMemory(long maxBytes) {
        cut.setMaxBytes(maxBytes);
    }

    public long memoryTaken() {
        return cut.bytes();
    }

    /// What is on the screen stays there.
    public void clearMemory() {
        cut.clear();
    }

    /// Not kept: the real one follows.
    private void deliverEarly(Picture early, Tile tile, TileKey key) {
        Picture fitted = fit(early, key);
        background.show(() -> {
            if (tile.isFor(key)) {
                tile.showMeanwhile(PictureImage.of(fitted));
            }
        });
    }

    private Picture fit(Picture picture, TileKey key) {
        int radius = (int) Math.round(RADIUS * scale);
        return key.whole()
                ? TileCrop.whole(picture, key.width(), key.height(), radius)
                : TileCrop.square(picture, key.width(), radius);
    }

    private void deliver(Thumbnail thumbnail, Tile tile, TileKey key) {
        switch (thumbnail) {
            case Thumbnail.Ready(Picture picture) -> {
                Picture fitted = fit(picture, key);
                background.show(() -> {
                    Image shown = PictureImage.of(fitted);
                    cut.put(key, shown);
                    if (tile.isFor(key)) {
                        tile.showPicture(shown);
                    }
                });
            }
            case Thumbnail.Missing missing ->
                background.show(() -> {
                    if (tile.isFor(key)) {
                        tile.showMissing(Sentences.text(missing.reason()));
                    }
                });
        }
    }
}

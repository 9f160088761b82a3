package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Aspects;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// Stands for the answer that has not come yet.
enum NoResult implements ImageResult {
    INSTANCE;

    @Override
    public ImageQuery query() {
        return ImageQuery.ALL;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public int unsized() {
        return 0;
    }

    @Override
    public List<String> ids(int from, int to) {
        return List.of();
    }

    @Override
    public List<ImageRecord> images(int from, int to) {
        return List.of();
    }

    @Override
    public OptionalInt indexOf(String imageId) {
        return OptionalInt.empty();
    }

    @Override
    public Aspects aspects() {
        return Aspects.NONE;
    }

    @Override
    public OptionalInt indexNear(LocalDate day) {
        return OptionalInt.empty();
    }

    @Override
    public List<Section> sections() {
        return List.of();
    }
}

package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Aspects;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A result of bare ids, for tests that need no rows; or of rows.
record ListResult(List<String> all, List<ImageRecord> rows) implements ImageResult {
    ListResult(List<String> all) {
        this(all, List.of());
    }

    static ListResult ofRows(List<ImageRecord> rows) {
        return new ListResult(rows.stream().map(ImageRecord::imageId).toList(), rows);
    }

    @Override
    public ImageQuery query() {
        return ImageQuery.ALL;
    }

    @Override
    public int size() {
        return all.size();
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
        return all.subList(from, to);
    }

    @Override
    public List<ImageRecord> images(int from, int to) {
        return rows.isEmpty() ? List.of() : rows.subList(from, to);
    }

    @Override
    public OptionalInt indexOf(String imageId) {
        int index = all.indexOf(imageId);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public Aspects aspects() {
        return new Aspects(new char[all.size()]);
    }

    @Override
    public OptionalInt indexNear(LocalDate day) {
        return OptionalInt.empty();
    }

    @Override
    public List<Section> sections() {
        return all.isEmpty() ? List.of() : List.of(new Section(Optional.empty(), 0, all.size()));
    }
}

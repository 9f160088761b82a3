package dev.vitrine.catalog;

import dev.vitrine.image.Aspects;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// An answer in which some images come first, in an order that somebody gave them, and then all others as they are.
///
/// Takes room and time for those that were placed, not for the others.
public final class PinnedFirst implements ImageResult {
    private final ImageResult found;
    private final ImageQuery query;
    /// Where each of the placed ones stands in `found`.
    private final int[] places;
    /// The same, ascending.
    private final int[] sorted;
    private final Map<Integer, Integer> placed = new HashMap<>();
    private @Nullable Aspects aspects;

    public PinnedFirst(ImageResult found, List<String> order) {
        this(found, order, found.query());
    }

    /// @param order ids; those that were not found are left out
    /// @param query what was asked for, whatever the order of `found`
    public PinnedFirst(ImageResult found, List<String> order, ImageQuery query) {
        this.found = found;
        this.query = query;
        places = order.stream()
                .distinct()
                .flatMapToInt(id -> found.indexOf(id).stream())
                .toArray();
        sorted = places.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < places.length; i++) {
            placed.put(places[i], i);
        }
    }

    /// How many come first.
    public int placedCount() {
        return places.length;
    }

    @Override
    public ImageQuery query() {
        return query;
    }

    @Override
    public int size() {
        return found.size();
    }

    @Override
    public long sizeBytes() {
        return found.sizeBytes();
    }

    @Override
    public int unsized() {
        return found.unsized();
    }

    @Override
    public List<String> ids(int from, int to) {
        return read(from, to, found::ids);
    }

    @Override
    public List<ImageRecord> images(int from, int to) {
        return read(from, to, found::images);
    }

    private interface Pages<T> {
        List<T> read(int from, int to);
    }

    /// Those that were placed one by one, the others in runs.
    private <T> List<T> read(int from, int to, Pages<T> pages) {
        var read = new ArrayList<T>(to - from);
        int at = from;
        for (; at < Math.min(to, places.length); at++) {
            read.addAll(pages.read(places[at], places[at] + 1));
        }
        while (at < to) {
            int first = foundAt(at);
            int next = placedUpTo(first);
            int run = Math.min(to - at, (next < sorted.length ? sorted[next] : found.size()) - first);
            read.addAll(pages.read(first, first + run));
            at += run;
        }
        return read;
    }

    /// Where the image stands in `found` that stands here behind those that were placed: before each of those stand
    /// as many others as its place says, less its predecessors.
    private int foundAt(int position) {
        int others = position - places.length;
        int low = 0;
        for (int high = sorted.length; low < high; ) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - middle <= others) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return others + low;
    }

    /// How many of the placed ones stand in `found` before or at this position.
    private int placedUpTo(int position) {
        int index = Arrays.binarySearch(sorted, position);
        return index >= 0 ? index + 1 : -index - 1;
    }

    @Override
    public OptionalInt indexOf(String imageId) {
        OptionalInt at = found.indexOf(imageId);
        if (at.isEmpty()) {
            return at;
        }
        Integer byHand = placed.get(at.getAsInt());
        return OptionalInt.of(byHand != null ? byHand : places.length + at.getAsInt() - placedUpTo(at.getAsInt()));
    }

    @Override
    public boolean contains(String imageId) {
        return found.contains(imageId);
    }

    @Override
    public synchronized Aspects aspects() {
        if (aspects == null) {
            aspects = new Aspects(ordered(found.aspects().halves()));
        }
        return aspects;
    }

    private char[] ordered(char[] halves) {
        char[] ordered = new char[halves.length];
        for (int i = 0; i < places.length; i++) {
            ordered[i] = halves[places[i]];
        }
        int to = places.length;
        int from = 0;
        for (int next : sorted) {
            System.arraycopy(halves, from, ordered, to, next - from);
            to += next - from;
            from = next + 1;
        }
        System.arraycopy(halves, from, ordered, to, halves.length - from);
        return ordered;
    }

    @Override
    public OptionalInt indexNear(LocalDate day) {
        return OptionalInt.empty();
    }

    @Override
    public List<Section> sections() {
        return found.size() == 0 ? List.of() : List.of(new Section(Optional.empty(), 0, found.size()));
    }
}

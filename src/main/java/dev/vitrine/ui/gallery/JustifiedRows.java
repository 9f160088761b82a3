package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult.Section;
import dev.vitrine.image.Aspects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole pictures, as wide as they are: each row is as high as it must be to fill the width, near the height that was
/// asked for.
///
/// Where rows begin is worked out for all images at once, from their shapes alone: a few milliseconds for a million, in
/// some ten bytes a row. Heights are whole pixels, so that no row is blurred.
final class JustifiedRows implements TileRows {
    /// Longer and taller pictures stand in a tile that is larger than they are: thinner ones could not be hit.
    private static final float LONGEST = 5;

    private static final float TALLEST = 1 / 3f;
    /// How much higher than asked for the last row of a section may be, to fill the width.
    private static final double LAST_ROW = 1.25;

    private final Aspects aspects;
    private final double inner;
    private int count;
    /// The first image of each row, and the end of all.
    private int[] starts;
    private int[] tops;
    private char[] heights;

    /// @param requested height of a row
    /// @param below height of the title below each tile
    JustifiedRows(List<Section> sections, Aspects aspects, double width, double requested, double below) {
        this.aspects = aspects;
        this.inner = Spacing.inner(width);
        int guess = 16 + (int) (aspects.halves().length * 1.5 * requested / inner);
        starts = new int[guess + 1];
        tops = new int[guess];
        heights = new char[guess];
        double y = 0;
        for (int s = 0; s < sections.size(); s++) {
            y += Spacing.above(sections, s);
            int end = sections.get(s).first() + sections.get(s).size();
            for (int first = sections.get(s).first(); first < end; ) {
                first = add(first, end, requested, (int) Math.ceil(y));
                y = Math.ceil(y) + heights[count - 1] + below + Spacing.GAP;
            }
        }
        starts = Arrays.copyOf(starts, count + 1);
        tops = Arrays.copyOf(tops, count);
        heights = Arrays.copyOf(heights, count);
    }

    /// Adds the row that begins with an image; the answer is where the next one begins.
    private int add(int first, int end, double requested, int top) {
        double sum = 0;
        double room = inner; // for pictures, without the gaps
        for (int next = first; next < end; next++, room -= Spacing.GAP) {
            double fuller = sum + ratio(next);
            if (room <= requested * fuller) {
                double with = room / fuller;
                double without = (room + Spacing.GAP) / sum;
                boolean isOneLess = next > first && with * without < requested * requested;
                return keep(first, isOneLess ? next : next + 1, top, isOneLess ? without : with);
            }
            sum = fuller;
        }
        double filling = height(sum, end - first);
        return keep(first, end, top, filling > LAST_ROW * requested ? requested : filling);
    }

    private double height(double ratios, int tiles) {
        return (inner - (tiles - 1) * Spacing.GAP) / ratios;
    }

    private int keep(int first, int next, int top, double height) {
        if (count == tops.length) {
            int more = count + count / 2 + 1;
            starts = Arrays.copyOf(starts, more + 1);
            tops = Arrays.copyOf(tops, more);
            heights = Arrays.copyOf(heights, more);
        }
        starts[count] = first;
        starts[count + 1] = next;
        tops[count] = top;
        heights[count] = (char) Math.clamp(Math.round(height), 1, Character.MAX_VALUE);
        count++;
        return next;
    }

    private float ratio(int index) {
        return Math.clamp(aspects.at(index), TALLEST, LONGEST);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int rowOf(int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public int rowAt(double y) {
        int found = Arrays.binarySearch(tops, (int) Math.floor(y));
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public double top(int row) {
        return tops[row];
    }

    @Override
    public double tileHeight(int row) {
        return heights[row];
    }

    /// A row that fills the width ends at its very last pixel.
    @Override
    public List<TilePlace> tiles(int row) {
        int first = starts[row];
        int tiles = starts[row + 1] - first;
        double sum = 0;
        for (int i = 0; i < tiles; i++) {
            sum += ratio(first + i);
        }
        double filling = height(sum, tiles);
        double height = Math.abs(filling - heights[row]) <= .5 ? filling : heights[row];
        var places = new ArrayList<TilePlace>(tiles);
        double before = 0;
        for (int i = 0; i < tiles; i++) {
            double after = before + ratio(first + i);
            double x = Math.round(before * height) + i * Spacing.GAP;
            double width = Math.max(1, Math.round(after * height) + i * Spacing.GAP - x);
            places.add(new TilePlace(first + i, Spacing.MARGIN + x, tops[row], width, heights[row]));
            before = after;
        }
        return places;
    }
}

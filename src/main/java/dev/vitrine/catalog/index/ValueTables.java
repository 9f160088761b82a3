package dev.vitrine.catalog.index;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The different values of each attribute that is searched, numbered: a chunk holds, for each row and attribute, the
/// number of its value.
///
/// For attributes with few different values beside the number of rows, as cameras have: a filter looks at each value,
/// then at the number of each row. Value 0 of each is `""`, not known. Tables only ever grow, by one writer; a version
/// of the index uses the first so many values.
final class ValueTables {
    private final List<Attribute> attributes;
    private final List<NameTable> names;
    private final int[] counts;

    private ValueTables(List<Attribute> attributes, List<NameTable> names) {
        this.attributes = attributes;
        this.names = names;
        this.counts = names.stream().mapToInt(NameTable::count).toArray();
    }

    static ValueTables of(List<Attribute> attributes) {
        return of(attributes, attributes.stream().map(_ -> List.of("")).toList());
    }

    /// @param values of each attribute, by number
    static ValueTables of(List<Attribute> attributes, List<List<String>> values) {
        return new ValueTables(attributes, values.stream().map(NameTable::of).toList());
    }

    List<Attribute> attributes() {
        return attributes;
    }

    /// Where the attribute's numbers stand in a chunk.
    int column(Attribute attribute) {
        int column = attributes.indexOf(attribute);
        if (column < 0) {
            throw new IllegalArgumentException(attribute + " is not searched");
        }
        return column;
    }

    /// How many values of an attribute this version uses.
    int count(int column) {
        return counts[column];
    }

    NameTable names(int column) {
        return names.get(column);
    }

    List<List<String>> values() {
        var values = new ArrayList<List<String>>();
        for (int column = 0; column < counts.length; column++) {
            values.add(names.get(column).first(counts[column]));
        }
        return values;
    }

    /// For the writer: notes the values of a row in its chunk.
    void put(RowChunk chunk, int at, ImageFacts facts) {
        for (int column = 0; column < counts.length; column++) {
            chunk.setValue(column, at, names.get(column).number(facts.text(attributes.get(column))));
        }
    }

    /// For the writer: these tables with all values that rows were given since.
    ValueTables next() {
        return new ValueTables(attributes, names);
    }

    /// An array for each attribute with a place for each value; an empty one where they are not counted.
    int[][] counters() {
        int[][] counters = new int[counts.length][];
        Arrays.setAll(counters, column -> new int[attributes.get(column).isCounted() ? counts[column] : 0]);
        return counters;
    }
}

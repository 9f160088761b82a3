package dev.vitrine.catalog.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Numbers for names (of users, of tags). Names are only ever added, by one writer; a version of the index uses the
/// first so many.
final class NameTable {
    private final ConcurrentHashMap<String, Integer> numbers;
    private volatile String[] names = {};
    private volatile int count;
    private volatile Alphabet alphabet = new Alphabet(new int[0], new int[0]);

    NameTable() {
        this(16);
    }

    private NameTable(int expected) {
        this.numbers = new ConcurrentHashMap<>(expected);
    }

    static NameTable of(List<String> names) {
        var table = new NameTable(names.size());
        names.forEach(table::number);
        return table;
    }

    OptionalInt find(String name) {
        Integer number = numbers.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    String name(int number) {
        return names[number];
    }

    int count() {
        return count;
    }

    List<String> first(int max) {
        return new ArrayList<>(Arrays.asList(names).subList(0, max));
    }

    /// The number of a name, given out again when it has none. For the writer.
    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = count;
        String[] room = number == names.length ? Arrays.copyOf(names, Math.max(16, number * 2)) : names;
        room[number] = name;
        names = room;
        count = number + 1;
        numbers.put(name, number);
        return number;
    }

    /// For each of the first numbers, where its name stands in the alphabet.
    int[] alphabeticalRanks(int max) {
        return alphabet(max).ranks();
    }

    /// The numbers of the names from one on up to another (exclusive), in alphabetical order; names that were added
    /// since may be among them.
    int[] between(String first, String end, int max) {
        int[] sorted = alphabet(max).numbers();
        return Arrays.copyOfRange(sorted, firstFrom(sorted, first), firstFrom(sorted, end));
    }

    private int firstFrom(int[] sorted, String name) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (names[sorted[middle]].compareTo(name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// @param numbers in the order of their names
    /// @param ranks by number, where it stands in that order
    private record Alphabet(int[] numbers, int[] ranks) {}

    /// Of at least so many names. New ones are sorted in among those that are sorted already.
    private Alphabet alphabet(int min) {
        Alphabet known = alphabet;
        if (known.numbers.length >= min) {
            return known;
        }
        int upTo = count;
        String[] current = names;
        int[] sorted = IntStream.concat(Arrays.stream(known.numbers), IntStream.range(known.numbers.length, upTo))
                .boxed()
                .sorted((a, b) -> current[a].compareTo(current[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[upTo];
        for (int rank = 0; rank < upTo; rank++) {
            ranks[sorted[rank]] = rank;
        }
        Alphabet made = new Alphabet(sorted, ranks);
        alphabet = made;
        return made;
    }
}

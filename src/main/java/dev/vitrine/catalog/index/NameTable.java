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
    private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] names = {};
    private volatile int count;
    private volatile int[] ranks = {};

    static NameTable of(List<String> names) {
        var table = new NameTable();
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
        int[] known = ranks;
        if (known.length >= max) {
            return known;
        }
        int upTo = count;
        String[] current = names;
        int[] sorted = IntStream.range(0, upTo)
                .boxed()
                .sorted((a, b) -> current[a].compareTo(current[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] made = new int[upTo];
        for (int rank = 0; rank < upTo; rank++) {
            made[sorted[rank]] = rank;
        }
        ranks = made;
        return made;
    }
}

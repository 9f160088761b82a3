package dev.vitrine.catalog.index;

import dev.vitrine.text.TitleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
    private volatile int[] alphabet = {};
    private volatile ReadingOrder readingOrder = new ReadingOrder(new int[0], new int[0], new String[0]);

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

    /// For each of the first numbers, where its name stands among all as people read them ({@link TitleKey}).
    int[] ranks(int max) {
        ReadingOrder known = readingOrder;
        if (known.ranks.length < max) {
            known = known.upTo(count, names);
            readingOrder = known;
        }
        return known.ranks;
    }

    /// The numbers of the names from one on up to another (exclusive), in alphabetical order; names that were added
    /// since may be among them.
    int[] between(String first, String end, int max) {
        int[] sorted = alphabet(max);
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

    /// The numbers of at least so many names, in the order of their characters.
    private int[] alphabet(int min) {
        int[] known = alphabet;
        if (known.length < min) {
            int upTo = count; // first: the names are there before they are counted
            String[] current = names;
            known = sorted(known, upTo, Comparator.comparing(number -> current[number]));
            alphabet = known;
        }
        return known;
    }

    /// New ones are sorted in among those that are sorted already.
    private static int[] sorted(int[] known, int upTo, Comparator<Integer> order) {
        return IntStream.concat(Arrays.stream(known), IntStream.range(known.length, upTo))
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// @param numbers in the order in which people read their names
    /// @param ranks by number, where it stands in that order
    /// @param keys by number, what is compared
    private record ReadingOrder(int[] numbers, int[] ranks, String[] keys) {
        ReadingOrder upTo(int count, String[] names) {
            String[] more = Arrays.copyOf(keys, count);
            for (int number = keys.length; number < count; number++) {
                String key = TitleKey.of(names[number]);
                more[number] = key.equals(names[number]) ? names[number] : key; // most are: one text for both
            }
            int[] sorted = sorted(
                    numbers,
                    count,
                    Comparator.comparing((Integer number) -> more[number]).thenComparing(number -> names[number]));
            int[] places = new int[count];
            for (int rank = 0; rank < count; rank++) {
                places[sorted[rank]] = rank;
            }
            return new ReadingOrder(sorted, places, more);
        }
    }
}

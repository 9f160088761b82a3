package dev.vitrine.service.edit;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.PlainTags;
import dev.vitrine.service.ImageService;
import dev.vitrine.text.Folding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which tags look like one tag: by letter case, accents, dashes and blanks, as one and many, or by one mistake in
/// typing.
///
/// Numbers are never alike: 2023 is not 2024. Near neighbors are found by what is left of each tag without one of its
/// letters, so that 100,000 tags take about two seconds.
public final class SimilarTags {
    private static final int MIN_STEM = 4;
    private static final int MIN_WORD = 5;
    private static final int NUMBER_BITS = 20;

    private final List<Count<String>> tags;
    private final String[] words; // folded, with one blank between them
    private final String[] folded; // and without
    private final Map<String, List<Integer>> byFolded = new HashMap<>();
    private final Map<Integer, Set<Integer>> neighbors = new HashMap<>();

    private SimilarTags(List<Count<String>> tags) {
        this.tags = tags;
        words = tags.stream().map(tag -> wordsOf(tag.value())).toArray(String[]::new);
        folded = Stream.of(words).map(SimilarTags::joined).toArray(String[]::new);
        for (int number = 0; number < folded.length; number++) {
            byFolded.computeIfAbsent(folded[number], _ -> new ArrayList<>(1)).add(number);
        }
    }

    /// Among those of a library, but for stars, hearts and albums.
    public static List<List<Count<String>>> in(ImageService images) {
        return among(images.facets(ImageQuery.ALL).tags().stream()
                .filter(tag -> PlainTags.isPlain(tag.value()))
                .toList());
    }

    /// Groups of at least two, most used first, as are the tags of each: the first is the one to keep.
    ///
    /// @param tags most used first
    static List<List<Count<String>>> among(List<Count<String>> tags) {
        var alike = new SimilarTags(tags);
        alike.linkEqual();
        alike.linkPlurals();
        alike.linkMistakes();
        return alike.groups();
    }

    /// Around the most used tag of each: what is only alike to one of the others begins a group of its own.
    private List<List<Count<String>>> groups() {
        var groups = new ArrayList<List<Count<String>>>();
        var taken = new BitSet();
        for (int number = 0; number < folded.length; number++) {
            List<Integer> others = taken.get(number)
                    ? List.of()
                    : neighbors.getOrDefault(number, Set.of()).stream()
                            .filter(other -> !taken.get(other))
                            .flatMap(other -> byFolded.getOrDefault(folded[other], List.of()).stream())
                            .filter(other -> !taken.get(other))
                            .distinct()
                            .sorted()
                            .toList();
            if (!others.isEmpty()) {
                var group = new ArrayList<>(List.of(tags.get(number)));
                taken.set(number);
                others.stream().filter(other -> !taken.get(other)).forEach(other -> {
                    taken.set(other);
                    group.add(tags.get(other));
                });
                groups.add(group);
            }
        }
        return groups;
    }

    private void link(int one, int other) {
        if (one != other) {
            neighbors.computeIfAbsent(one, _ -> new LinkedHashSet<>()).add(other);
            neighbors.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(one);
        }
    }

    private void linkEqual() {
        byFolded.values().forEach(equal -> equal.forEach(other -> link(equal.getFirst(), other)));
    }

    private void linkPlurals() {
        for (int number = 0; number < folded.length; number++) {
            for (String singular : singulars(tags.get(number).value(), folded[number])) {
                for (int other : byFolded.getOrDefault(singular, List.of())) {
                    link(number, other);
                }
            }
        }
    }

    /// What it could be many of. German endings only where the tag shows that it is German: by an umlaut or a
    /// capital.
    private static List<String> singulars(String tag, String many) {
        var singulars = new ArrayList<String>();
        if (many.endsWith("ies")) {
            singulars.add(many.substring(0, many.length() - 3) + "y");
        }
        if (many.matches("(?s).*(s|x|z|ch|sh)es")) {
            singulars.add(many.substring(0, many.length() - 2));
        }
        if (many.matches("(?s).*[^su]s")) {
            singulars.add(many.substring(0, many.length() - 1));
        }
        String last = tag.substring(tag.lastIndexOf('/') + 1);
        if (last.matches("(?s)\\p{Lu}.*|.*[äöüÄÖÜ].*")) {
            for (String ending : List.of("e", "n", "en", "er")) {
                if (many.endsWith(ending)) {
                    singulars.add(many.substring(0, many.length() - ending.length()));
                }
            }
        }
        singulars.removeIf(singular -> singular.length() < MIN_STEM);
        return singulars;
    }

    /// Tags that are one letter apart have something in common: what is left when each lacks a letter, or one of
    /// them.
    private void linkMistakes() {
        long[] left = IntStream.range(0, Math.min(folded.length, 1 << NUMBER_BITS))
                .mapToObj(number -> number)
                .flatMapToLong(number ->
                        withoutOneLetter(folded[number]).mapToLong(hash -> (long) hash << NUMBER_BITS | number))
                .sorted()
                .toArray();
        for (int from = 0; from < left.length; ) {
            int to = from + 1;
            while (to < left.length && left[to] >>> NUMBER_BITS == left[from] >>> NUMBER_BITS) {
                to++;
            }
            for (int one = from; one < to; one++) {
                for (int other = one + 1; other < to; other++) {
                    linkMistake(numberOf(left[one]), numberOf(left[other]));
                }
            }
            from = to;
        }
    }

    private static int numberOf(long left) {
        return (int) (left & (1 << NUMBER_BITS) - 1);
    }

    private static IntStream withoutOneLetter(String text) {
        return text.length() < MIN_WORD
                ? IntStream.empty()
                : IntStream.rangeClosed(0, text.length())
                        .map(gap -> {
                            int hash = 7;
                            for (int at = 0; at < text.length(); at++) {
                                hash = at == gap ? hash : 31 * hash + text.charAt(at);
                            }
                            return hash;
                        })
                        .distinct();
    }

    private void linkMistake(int one, int other) {
        if (one != other && isMistake(words[one], words[other])) {
            link(one, other);
        }
    }

    /// One long word differs, behind its first letter, and in letters only.
    private static boolean isMistake(String one, String other) {
        String[] ones = one.split("[ /]", -1);
        String[] others = other.split("[ /]", -1);
        if (ones.length != others.length) {
            return false;
        }
        int[] different = IntStream.range(0, ones.length)
                .filter(at -> !ones[at].equals(others[at]))
                .toArray();
        return different.length == 1 && isMistakeInWord(ones[different[0]], others[different[0]]);
    }

    private static boolean isMistakeInWord(String one, String other) {
        if (Math.min(one.length(), other.length()) < MIN_WORD
                || one.charAt(0) != other.charAt(0)
                || !(one + other).chars().allMatch(Character::isLetter)) {
            return false;
        }
        int begin = 0;
        while (begin < Math.min(one.length(), other.length()) && one.charAt(begin) == other.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(one.length(), other.length()) - begin
                && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String left = one.substring(begin, one.length() - end);
        String right = other.substring(begin, other.length() - end);
        boolean swapped = left.length() == 2
                && right.equals(new StringBuilder(left).reverse().toString());
        return Math.max(left.length(), right.length()) == 1 || swapped;
    }

    private static String wordsOf(String tag) {
        return Folding.fold(tag).replaceAll("[\\s_\\p{Pd}]+", " ").strip();
    }

    /// Where there are digits, blanks stand between numbers, and stay.
    private static String joined(String words) {
        return words.chars().anyMatch(Character::isDigit) ? words : words.replace(" ", "");
    }
}

package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Kinds of questions that people ask of a library, each in 37 variants, so that no answer is that of the question
/// before.
final class BenchmarkQueries {
    static final int VARIANTS = 37;
    static final List<String> PHRASES = List.of("sunset sunrise", "golden gate", "sunset beach", "river lake");

    private BenchmarkQueries() {}

    static Map<String, List<ImageQuery>> kinds(LibraryGenerator generator) {
        var kinds = new LinkedHashMap<String, List<ImageQuery>>();
        kinds.put(
                "everything, by dimensions",
                variants(i -> ImageQuery.ALL.withLongestSide(Optional.of(new Range(0, 1_000_000 + i)))));
        kinds.put("one user", variants(i -> ImageQuery.ALL.withUsers(Set.of(generator.user(i)))));
        kinds.put(
                "two tags",
                variants(i -> ImageQuery.ALL.withAllTags(Set.of(generator.tag(i % 5), generator.tag(5 + i)))));
        kinds.put(
                "any of three tags",
                variants(i -> ImageQuery.ALL.withAnyTags(
                        Set.of(generator.tag(i), generator.tag(i + 3), generator.tag(i + 9)))));
        kinds.put("not this tag", variants(i -> ImageQuery.ALL.withNoTags(Set.of(generator.tag(i)))));
        kinds.put(
                "users, tag, not tag, types",
                variants(i -> ImageQuery.ALL
                        .withUsers(Set.of(generator.user(i), generator.user(i + 1), generator.user(i + 2)))
                        .withAllTags(Set.of(generator.tag(i % 3)))
                        .withNoTags(Set.of(generator.tag(i + 4)))
                        .withTypes(Set.of(ImageType.JPEG, ImageType.PNG))));
        kinds.put(
                "portrait, by size",
                variants(i -> ImageQuery.ALL
                        .withShape(Optional.of(Shape.PORTRAIT))
                        .withOrder(Order.SIZE)
                        .withNoTags(Set.of(generator.tag(i)))));
        kinds.put(
                "taken in half the years",
                variants(i -> ImageQuery.ALL
                        .withTaken(Optional.of(new Days(
                                LocalDate.of(2009, 1, 1),
                                LocalDate.of(2016, 1, 1).plusDays(i))))
                        .withOrder(Order.TAKEN)));
        kinds.put(
                "two thirds by size, by title",
                variants(i -> ImageQuery.ALL
                        .withSizeBytes(Optional.of(new Range(1000 * i, 8_000_000)))
                        .withOrder(Order.TITLE)));
        kinds.put(
                "prefix of one letter",
                variants(i -> word("bcdefghlmnprstvwz".substring(i % 17, i % 17 + 1), false, i)));
        kinds.put(
                "prefix of two letters",
                variants(i -> word(
                        List.of("su", "go", "br", "mo", "ba", "ca", "pa", "st", "wi", "ri")
                                .get(i % 10),
                        false,
                        i)));
        kinds.put(
                "prefix of four, not a word",
                variants(i -> ImageQuery.ALL
                        .withWords(List.of(
                                new Word(
                                        List.of("suns", "gold", "brid", "moun", "brul")
                                                .get(i % 5),
                                        false,
                                        false),
                                new Word(List.of("night", "red", "zurich").get(i % 3), false, true)))
                        .withNoTags(Set.of(generator.tag(i)))));
        kinds.put("part of a number, two digits", variants(i -> word(String.valueOf(23 + i), false, i)));
        kinds.put("part of a number, three digits", variants(i -> word(String.valueOf(223 + 7 * i), false, i)));
        kinds.put(
                "part of a word",
                variants(i -> word(
                        List.of("nset", "ridge", "old", "ount", "urich", "xyzzy", "er")
                                .get(i % 7),
                        false,
                        i)));
        kinds.put("phrase of two words", variants(i -> word(PHRASES.get(i % PHRASES.size()), true, i)));
        kinds.put(
                "look-alikes",
                variants(i -> ImageQuery.ALL.withValue(
                        Attribute.LOOK_HASH,
                        Optional.of(new Similar(generator.image(i).facts().text(Attribute.LOOK_HASH))))));
        return kinds;
    }

    /// With a size from so many bytes on, which nearly all images have: another question each time.
    private static ImageQuery word(String text, boolean whole, int variant) {
        return ImageQuery.ALL
                .withWords(List.of(new Word(text, whole, false)))
                .withSizeBytes(Optional.of(new Range(variant, Long.MAX_VALUE)));
    }

    private static List<ImageQuery> variants(IntFunction<ImageQuery> query) {
        var variants = new ArrayList<ImageQuery>();
        for (int i = 0; i < VARIANTS; i++) {
            variants.add(query.apply(i));
        }
        return variants;
    }
}

package dev.vitrine.image;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which images, in which order: the one question that gallery, saved searches, REST and command line ask.
///
/// All parts must hold at once. Within `users`, `types` and `anyTags` one hit is enough; every tag of `allTags` must be
/// there, none of `noTags` may.
///
/// @param untagged only images without any tag
/// @param words what title, description, tags and file name must (or must not) contain
/// @param taken days on which the picture was taken; images without a taken time count by the day they were added
/// @param added days on which the image was added (UTC)
/// @param sizeBytes length of the original
/// @param shape portrait, landscape or square, as shown
/// @param values what each of these attributes must be; only attributes that are searched ({@link Attribute#searched})
public record ImageQuery(
        Scope scope,
        Set<String> users,
        Set<String> allTags,
        Set<String> anyTags,
        Set<String> noTags,
        boolean untagged,
        List<Word> words,
        Optional<Days> taken,
        Optional<Days> added,
        Set<ImageType> types,
        Optional<Range> sizeBytes,
        Optional<Range> longestSide,
        Optional<Shape> shape,
        Optional<Boolean> location,
        Map<Attribute, ValueFilter> values,
        Order order) {

    public enum Scope {
        LIBRARY,
        TRASH
    }

    /// Newest and oldest go by the time an image was added, taken by the camera's time (falling back to added),
    /// newest first; title is alphabetical, size largest first. Ties are broken by image id, so that every order is
    /// total.
    public enum Order {
        NEWEST,
        OLDEST,
        TAKEN,
        TITLE,
        SIZE
    }

    public enum Shape {
        PORTRAIT,
        LANDSCAPE,
        SQUARE
    }

    /// A piece of text to look for: letter case and accents do not matter.
    ///
    /// @param whole true: the words stand there exactly, in this order (a quoted phrase); false: a word begins like
    ///   this
    /// @param excluded true: images that contain it are left out
    public record Word(String text, boolean whole, boolean excluded) {}

    /// What the value of an attribute must be. Images for which it is not known are left out.
    public sealed interface ValueFilter {}

    /// For texts and flags: one of these is enough.
    public record AnyOf(Set<ValueText> texts) implements ValueFilter {
        public AnyOf {
            texts = Set.copyOf(texts);
        }
    }

    /// Letter case and accents do not matter.
    ///
    /// @param whole true: the value is this; false: each word of this begins a word of the value
    public record ValueText(String text, boolean whole) {}

    /// First and last day, both included.
    public record Days(LocalDate first, LocalDate last) implements ValueFilter {}

    /// From `min` to `max`, both included.
    public record Range(long min, long max) implements ValueFilter {}

    public static final ImageQuery ALL = new ImageQuery(
            Scope.LIBRARY,
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Order.NEWEST);

    public ImageQuery {
        users = Set.copyOf(users);
        allTags = Set.copyOf(allTags);
        anyTags = Set.copyOf(anyTags);
        noTags = Set.copyOf(noTags);
        words = List.copyOf(words);
        types = Set.copyOf(types);
        values = Map.copyOf(values);
    }

    /// Same filters, whatever the order.
    public boolean filtersLike(ImageQuery other) {
        return withOrder(other.order).equals(other);
    }

    /// True when nothing is filtered out of the scope.
    public boolean isUnfiltered() {
        return filtersLike(ALL.withScope(scope));
    }

    public ImageQuery withScope(Scope changed) {
        return new ImageQuery(
                changed,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withUsers(Set<String> changed) {
        return new ImageQuery(
                scope,
                changed,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withAllTags(Set<String> changed) {
        return new ImageQuery(
                scope,
                users,
                changed,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withAnyTags(Set<String> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                changed,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withNoTags(Set<String> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                changed,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withUntagged(boolean changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                changed,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withWords(List<Word> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                changed,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withTaken(Optional<Days> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                changed,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withAdded(Optional<Days> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                changed,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withTypes(Set<ImageType> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                changed,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withSizeBytes(Optional<Range> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                changed,
                longestSide,
                shape,
                location,
                values,
                order);
    }

    public ImageQuery withLongestSide(Optional<Range> changed) {
        return new ImageQuery(
                scope, users, allTags, anyTags, noTags, untagged, words, taken, added, types, sizeBytes, changed, shape,
                location, values, order);
    }

    public ImageQuery withShape(Optional<Shape> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                changed,
                location,
                values,
                order);
    }

    public ImageQuery withLocation(Optional<Boolean> changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                changed,
                values,
                order);
    }

    public ImageQuery withValue(Attribute attribute, Optional<ValueFilter> changed) {
        var all = new HashMap<>(values);
        changed.ifPresentOrElse(filter -> all.put(attribute, filter), () -> all.remove(attribute));
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                all,
                order);
    }

    public ImageQuery withOrder(Order changed) {
        return new ImageQuery(
                scope,
                users,
                allTags,
                anyTags,
                noTags,
                untagged,
                words,
                taken,
                added,
                types,
                sizeBytes,
                longestSide,
                shape,
                location,
                values,
                changed);
    }
}

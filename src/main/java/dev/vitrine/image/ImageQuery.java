package dev.vitrine.image;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Which images, in which order: the one question that gallery, saved searches, REST and command line ask.
///
/// All parts must hold at once. Within `users`, `types` and `anyTags` one hit is enough; every tag of `allTags` must be
/// there, none of `noTags` may.
///
/// @param untagged only images without any tag
/// @param words what title, description, tags and file name must (or must not) contain
/// @param taken days on which the picture was taken; none holds images of which that is not known
/// @param undated only images of which nothing says when they were taken; it and days exclude each other
/// @param added days on which the image was added (UTC)
/// @param sizeBytes length of the original
/// @param shape portrait, landscape or square, as shown
/// @param values what each of these attributes must be; only attributes that are searched ({@link
///   Attribute#searched}), and [Attribute#LOOK_HASH]
public record ImageQuery(
        Scope scope,
        Set<String> users,
        Set<String> allTags,
        Set<String> anyTags,
        Set<String> noTags,
        boolean untagged,
        List<Word> words,
        Optional<Days> taken,
        boolean undated,
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

    /// Newest and oldest go by the time an image was added, taken by the camera's time, newest first: images of
    /// which that is not known come after all others, by the time they were added; title is alphabetical, size
    /// largest first. Ties are broken by image id, so that every order is total.
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
    /// @param whole true: the words stand there exactly, in this order (a quoted phrase); false: it is part of a
    ///   word ({@link dev.vitrine.text.Words#isPart})
    /// @param excluded true: images that contain it are left out
    public record Word(String text, boolean whole, boolean excluded) {}

    /// What the value of an attribute must be. Images for which it is not known are left out, where nothing else is
    /// said.
    public sealed interface ValueFilter {}

    /// For texts and flags: one of these is enough, and none of the excluded ones may be there. Where all are
    /// excluded, images for which it is not known are let through.
    public record AnyOf(Set<ValueText> texts) implements ValueFilter {
        public AnyOf {
            texts = Set.copyOf(texts);
        }
    }

    /// Letter case and accents do not matter.
    ///
    /// @param text of [settings][Attribute#SETTINGS], `=` and a whole value is that one alone
    /// @param whole true: the value is this, or, of settings, has these words in this order: `"EOS R5"`; false:
    ///   each word of this is part of a word of the value
    public record ValueText(String text, boolean whole, boolean excluded) {
        private static final String EXACTLY = "=";

        public ValueText(String text, boolean whole) {
            this(text, whole, false);
        }

        /// No other value, also none that begins like it.
        public static ValueText exactly(String value, boolean excluded) {
            return new ValueText(EXACTLY + value, true, excluded);
        }

        /// The value, where no other one is meant.
        public Optional<String> exact() {
            return whole && text.startsWith(EXACTLY) ? Optional.of(text.substring(EXACTLY.length())) : Optional.empty();
        }
    }

    /// Only images for which it is not known.
    ///
    /// @param excluded true: only those for which it is known
    public record Unknown(boolean excluded) implements ValueFilter {}

    /// Only images that look alike, itself among them; of [Attribute#LOOK_HASH].
    ///
    /// @param to the id of an image, or a [PerceptualHash] where there is no such image
    public record Similar(String to) implements ValueFilter {}

    /// From `min` to `max`, both included; of one that is absent there is no end.
    public record Decimals(Optional<Decimal> min, Optional<Decimal> max) implements ValueFilter {}

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
            false,
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
        return with(draft -> draft.scope = changed);
    }

    public ImageQuery withUsers(Set<String> changed) {
        return with(draft -> draft.users = changed);
    }

    public ImageQuery withAllTags(Set<String> changed) {
        return with(draft -> draft.allTags = changed);
    }

    public ImageQuery withAnyTags(Set<String> changed) {
        return with(draft -> draft.anyTags = changed);
    }

    public ImageQuery withNoTags(Set<String> changed) {
        return with(draft -> draft.noTags = changed);
    }

    public ImageQuery withUntagged(boolean changed) {
        return with(draft -> draft.untagged = changed);
    }

    public ImageQuery withWords(List<Word> changed) {
        return with(draft -> draft.words = changed);
    }

    public ImageQuery withTaken(Optional<Days> changed) {
        return with(draft -> {
            draft.taken = changed;
            draft.undated = false;
        });
    }

    public ImageQuery withUndated(boolean changed) {
        return with(draft -> {
            draft.undated = changed;
            draft.taken = changed ? Optional.empty() : draft.taken;
        });
    }

    public ImageQuery withAdded(Optional<Days> changed) {
        return with(draft -> draft.added = changed);
    }

    public ImageQuery withTypes(Set<ImageType> changed) {
        return with(draft -> draft.types = changed);
    }

    public ImageQuery withSizeBytes(Optional<Range> changed) {
        return with(draft -> draft.sizeBytes = changed);
    }

    public ImageQuery withLongestSide(Optional<Range> changed) {
        return with(draft -> draft.longestSide = changed);
    }

    public ImageQuery withShape(Optional<Shape> changed) {
        return with(draft -> draft.shape = changed);
    }

    public ImageQuery withLocation(Optional<Boolean> changed) {
        return with(draft -> draft.location = changed);
    }

    public ImageQuery withValue(Attribute attribute, Optional<ValueFilter> changed) {
        var all = new HashMap<>(values);
        changed.ifPresentOrElse(filter -> all.put(attribute, filter), () -> all.remove(attribute));
        return with(draft -> draft.values = all);
    }

    public ImageQuery withOrder(Order changed) {
        return with(draft -> draft.order = changed);
    }

    private ImageQuery with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.query();
    }

    /// A query on its way to the next, so that each of these methods names only what it changes.
    private static final class Draft {
        private Scope scope;
        private Set<String> users;
        private Set<String> allTags;
        private Set<String> anyTags;
        private Set<String> noTags;
        private boolean untagged;
        private List<Word> words;
        private Optional<Days> taken;
        private boolean undated;
        private Optional<Days> added;
        private Set<ImageType> types;
        private Optional<Range> sizeBytes;
        private Optional<Range> longestSide;
        private Optional<Shape> shape;
        private Optional<Boolean> location;
        private Map<Attribute, ValueFilter> values;
        private Order order;

        Draft(ImageQuery from) {
            scope = from.scope;
            users = from.users;
            allTags = from.allTags;
            anyTags = from.anyTags;
            noTags = from.noTags;
            untagged = from.untagged;
            words = from.words;
            taken = from.taken;
            undated = from.undated;
            added = from.added;
            types = from.types;
            sizeBytes = from.sizeBytes;
            longestSide = from.longestSide;
            shape = from.shape;
            location = from.location;
            values = from.values;
            order = from.order;
        }

        ImageQuery query() {
            return new ImageQuery(
                    scope,
                    users,
                    allTags,
                    anyTags,
                    noTags,
                    untagged,
                    words,
                    taken,
                    undated,
                    added,
                    types,
                    sizeBytes,
                    longestSide,
                    shape,
                    location,
                    values,
                    order);
        }
    }
}

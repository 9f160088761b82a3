package dev.vitrine.store;

import dev.vitrine.image.ImageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a mirror needs of the store it follows: all rows in parts that can be read side by side, and, where there is
/// one, a feed of changes.
///
/// Parts may be a little behind, unless they are asked for exactly; {@link
/// #readAll} is not. Calls block, may come from any thread and throw {@link
/// dev.vitrine.image.ImageException}.
public interface RowSource {
    /// Which table this is, as its service names it: the same for everybody, and another one for any other table.
    String identity();

    /// Rows as they are at this moment, live or in the trash. An id that is missing from the answer has no row of
    /// an image.
    ///
    /// @param onHidden is called when one of them has a live row that is none
    List<ImageRecord> readAll(Collection<String> imageIds, Runnable onHidden);

    default List<ImageRecord> readAll(Collection<String> imageIds) {
        return readAll(imageIds, () -> {});
    }

    /// Some rows of one part.
    ///
    /// @param after from the page before, empty for the beginning
    /// @param exact as they are at this moment, which may cost twice as much
    Page read(RowPart part, Optional<String> after, boolean exact);

    /// The same rows without their [dev.vitrine.image.ImageFacts], in a tenth of the bytes: whose they are, what is
    /// written about them, and when. All that anybody changes of an image is in it.
    Page readTexts(RowPart part, Optional<String> after, boolean exact);

    /// Of the live rows those that were changed since the beginning of a day, as they say themselves, and all that
    /// do not say it in a form that can be compared; whole. The others are only counted, which takes no bytes.
    ///
    /// @param part of all users
    Changed readChanged(RowPart part, Optional<String> after, boolean exact, LocalDate since);

    /// When each of the live rows was made, as [dev.vitrine.image.ImageTime] writes it and in no order: which of a
    /// million are gone, in the fewest bytes.
    ///
    /// @param part of all users
    Times readTimes(RowPart part, Optional<String> after, boolean exact);

    /// True when there is a trash to read.
    boolean hasTrash();

    /// About how many live rows there are, as the service last counted: for a progress figure only, may be 0.
    long roughCount();

    /// How large the tables are with the trash, as the service last counted.
    default TableSize size() {
        return new TableSize(roughCount(), 0);
    }

    /// A few live rows as they are now, whichever come quickest: for something to look at while everything is read.
    List<ImageRecord> glance(int max);

    /// The newest images of one user; empty when the store could only find them by reading everything.
    List<ImageRecord> newestOf(String userId, int max);

    /// How many images these are; counting ends soon after `max`.
    ///
    /// @throws dev.vitrine.image.ImageException.Invalid when the store could only find them by reading everything
    long count(UserSpan span, long max);

    /// How long what was written may be missing from the parts that are of a [UserSpan].
    Duration spansBehind();

    /// Where the feed of changes ends now; empty when there is no feed.
    Optional<String> feedEnd();

    /// What changed after a position, as ids: whoever reads them with {@link #readAll} cannot be misled by order or
    /// delay.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when the position is so old that changes after it are
    ///   forgotten
    Changes changesAfter(String position);

    /// Where windows tell one another what they change, so that few have to read the feed.
    default ChangeBeacon beacon() {
        return ChangeBeacon.NONE;
    }

    /// @param rows 0 when nobody knows
    /// @param bytes of all rows
    record TableSize(long rows, long bytes) {
        public static final TableSize UNKNOWN = new TableSize(0, 0);
    }

    /// One of `of` parts into which the live rows, or those in the trash, are divided.
    ///
    /// @param span empty for all rows; else the live ones of these images alone, which the store finds without
    ///   reading others
    record RowPart(boolean trash, int number, int of, Optional<UserSpan> span) {
        public RowPart(boolean trash, int number, int of) {
            this(trash, number, of, Optional.empty());
        }

        public static RowPart of(UserSpan span) {
            return new RowPart(false, 0, 1, Optional.of(span));
        }
    }

    /// The live images of one user that were made since a moment; the store may find a few more.
    record UserSpan(String userId, Optional<Instant> since) {}

    /// @param requests how often the service was asked for this
    /// @param hidden how many rows of others came along that are no images of ours
    record Page(List<ImageRecord> images, Optional<String> next, int requests, int hidden) {
        public Page {
            images = List.copyOf(images);
        }

        public Page(List<ImageRecord> images, Optional<String> next, int requests) {
            this(images, next, requests, 0);
        }
    }

    /// @param looked how many rows there were, with those that are not in the page
    record Changed(Page page, int looked) {}

    record Times(List<String> createdAt, Optional<String> next) {
        public Times {
            createdAt = List.copyOf(createdAt);
        }
    }

    record Changes(Set<String> imageIds, String position) {
        public Changes {
            imageIds = Set.copyOf(imageIds);
        }
    }
}

package dev.vitrine.service.share;

import java.time.Duration;
import java.util.Arrays;

/// What kind of link is requested.
///
/// @param withoutMetadata leads to a copy without location and camera data
/// @param withCaption the copy says title, tags and stars of the image, where its type has a place for them
public record LinkRequest(Lifetime lifetime, Purpose purpose, boolean withoutMetadata, boolean withCaption) {
    public LinkRequest(Lifetime lifetime, Purpose purpose, boolean withoutMetadata) {
        this(lifetime, purpose, withoutMetadata, false);
    }

    /// How long a link should work. No service signs for longer than a week.
    public enum Lifetime {
        QUARTER_HOUR(Duration.ofMinutes(15)),
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7));

        private final Duration duration;

        Lifetime(Duration duration) {
            this.duration = duration;
        }

        public Duration duration() {
            return duration;
        }

        /// The longest that is not longer; the shortest of all where every one is.
        public static Lifetime within(Duration max) {
            return Arrays.stream(values())
                    .filter(each -> each.duration.compareTo(max) <= 0)
                    .reduce(QUARTER_HOUR, (_, longer) -> longer);
        }
    }

    /// What a browser does with the link.
    public enum Purpose {
        VIEW,
        DOWNLOAD
    }
}

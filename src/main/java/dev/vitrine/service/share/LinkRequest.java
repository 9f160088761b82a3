package dev.vitrine.service.share;

import dev.vitrine.service.download.CaptionPlace;
import dev.vitrine.service.download.CopyForm;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What kind of link is requested.
///
/// @param copy what it leads to in place of the original
public record LinkRequest(Lifetime lifetime, Purpose purpose, Optional<CopyForm> copy) {
    /// @param withoutMetadata leads to a copy without location and camera data
    public LinkRequest(Lifetime lifetime, Purpose purpose, boolean withoutMetadata) {
        this(
                lifetime,
                purpose,
                withoutMetadata ? Optional.of(new CopyForm(true, CaptionPlace.NOWHERE)) : Optional.empty());
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

        Duration duration() {
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

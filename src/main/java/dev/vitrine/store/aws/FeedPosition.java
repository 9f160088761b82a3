package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How far each shard of the streams has been read, as text that a mirror can keep.
record FeedPosition(List<ShardPosition> places) {
    /// START: not read yet. ITERATOR: nothing came yet since this iterator, which lives for some minutes. AFTER:
    /// read up to a sequence number. ENDED: read to its end.
    enum ShardState {
        START,
        ITERATOR,
        AFTER,
        ENDED
    }

    record ShardPosition(String arn, String shard, ShardState kind, String value) {}

    FeedPosition {
        places = List.copyOf(places);
    }

    String print() {
        return places.stream()
                .map(place -> String.join(
                        " ", place.arn(), place.shard(), place.kind().name(), place.value()))
                .collect(Collectors.joining("\n"));
    }

    /// @throws ImageException.NotFound when the text is not a position: then everything has to be read again, as
    ///   when it is too old
    static FeedPosition parse(String text) {
        try {
            return new FeedPosition(Arrays.stream(text.split("\n"))
                    .map(line -> line.split(" ", 4))
                    .map(words -> new ShardPosition(words[0], words[1], ShardState.valueOf(words[2]), words[3]))
                    .toList());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ImageException.NotFound("The position in the stream of changes cannot be read.", e);
        }
    }
}

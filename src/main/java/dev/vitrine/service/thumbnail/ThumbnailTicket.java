package dev.vitrine.service.thumbnail;

/// A request for a thumbnail that can be taken back.
public interface ThumbnailTicket {
    /// The answer is not needed any more, for example because the tile scrolled away.
    void cancel();
}

package dev.vitrine.service.fill;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.service.ReadAhead;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.store.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Predicate;

/// A stored original of which little is read: its head, and where that points to. For one thread.
final class HeadSource implements ImageSource {
    /// Of one image.
    static final int MAX_PARTS = 6;

    /// As many parts, each twice as long as the one before, up to the longest.
    static final long MAX_BYTES = ReadAhead.longest(MAX_PARTS);

    private final StoredOriginal original;
    /// As its row says, which may be wrong; 0 where it says nothing.
    private long size;
    private boolean isAsked;
    private Optional<ReadAhead> parts = Optional.empty();

    HeadSource(StoredOriginal original) {
        this.original = original;
        this.size = original.image().facts().sizeBytes();
    }

    /// Camera, lens and exposure; [ImageFacts#UNKNOWN] only where it is certain that it says nothing of them.
    ///
    /// @throws ImageException.Invalid when its bytes are no image, or more of them would have to be read
    /// @throws ImageException.NotFound when there are no bytes: that is not for good
    ImageFacts settings() {
        return read(facts -> !facts.settings().equals(ImageFacts.UNKNOWN)).settings();
    }

    /// When the picture was taken, under the same terms.
    Optional<LocalDateTime> takenAt() {
        return read(facts -> facts.takenAt().isPresent()).takenAt();
    }

    private CameraFacts read(Predicate<CameraFacts> isFound) {
        Optional<ImageException.Invalid> invalid = Optional.empty();
        try {
            CameraFacts facts = CameraFacts.ofImage(this);
            if (isFound.test(facts)) {
                return facts;
            }
        } catch (ImageException.Invalid e) {
            invalid = Optional.of(e);
        }
        boolean isOfOtherSize = parts.filter(ReadAhead::isOfOtherSize).isPresent();
        if ((invalid.isPresent() || isOfOtherSize) && !isAsked && isLongerOrShorter()) {
            return read(isFound);
        }
        if (parts.filter(ReadAhead::isCut).isPresent()) {
            throw new ImageException.Invalid(
                    "What " + quoted(name()) + " says of its camera was not found in the part of it that is read.");
        }
        if (invalid.isPresent()) {
            throw invalid.get();
        }
        if (isOfOtherSize) {
            throw new ImageException.Failed("The bytes of " + quoted(name()) + " did not come whole.");
        }
        return CameraFacts.NONE;
    }

    private boolean isLongerOrShorter() {
        long said = size;
        ask();
        parts = Optional.empty();
        return size != said;
    }

    private void ask() {
        size = original.objects()
                .find(original.image().readKey())
                .map(ObjectStore.StoredObject::sizeBytes)
                .orElseThrow(() -> StoredOriginal.missing(original.image()));
        isAsked = true;
    }

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public long size() {
        if (size == 0 && !isAsked) {
            ask();
        }
        return size;
    }

    @Override
    public InputStream open() {
        return original.open();
    }

    @Override
    public Optional<Path> onDisk() {
        return original.onDisk()
                .or(() -> original.objects().keptFile(original.image().facts().contentSha256()));
    }

    @Override
    public Optional<Blocks> blocks() {
        parts = Optional.of(new ReadAhead(
                size(),
                MAX_PARTS,
                (position, length) -> original.objects().open(original.image().readKey(), position, length)));
        return Optional.of(parts.get());
    }
}

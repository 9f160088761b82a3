package dev.vitrine.image;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What the file of an image says: a value for each attribute that is known. A row written by another program may know
/// none of them.
///
/// Immutable. What is not known reads as `""`, 0, empty or false.
public final class ImageFacts {
    public static final ImageFacts UNKNOWN = new ImageFacts(Map.of());

    private final Map<Attribute, Object> known = new EnumMap<>(Attribute.class);

    /// @param values each of the kind of its attribute
    public ImageFacts(Map<Attribute, ?> values) {
        values.forEach(this::set);
    }

    /// Reads texts as {@link #text} writes them, or as another program may have: `""` where there is none.
    public static ImageFacts ofTexts(Function<Attribute, String> texts) {
        var facts = new ImageFacts(Map.of());
        for (Attribute attribute : Attribute.values()) {
            attribute.parse(texts.apply(attribute)).ifPresent(value -> facts.set(attribute, value));
        }
        return facts;
    }

    public ImageFacts with(Attribute attribute, String text) {
        return changed(attribute, text);
    }

    public ImageFacts with(Attribute attribute, long number) {
        return changed(attribute, number);
    }

    public ImageFacts with(Attribute attribute, Decimal number) {
        return changed(attribute, number);
    }

    public ImageFacts with(Attribute attribute, LocalDateTime time) {
        return changed(attribute, time);
    }

    public ImageFacts with(Attribute attribute, boolean flag) {
        return changed(attribute, flag);
    }

    public ImageFacts without(Attribute attribute) {
        var facts = new ImageFacts(known);
        facts.known.remove(attribute);
        return facts;
    }

    /// Where these say nothing, what the others say.
    public ImageFacts or(ImageFacts others) {
        var both = new ImageFacts(others.known);
        known.forEach(both::set);
        return both;
    }

    /// What they say of these attributes.
    public ImageFacts only(Set<Attribute> attributes) {
        var facts = new ImageFacts(known);
        facts.known.keySet().retainAll(attributes);
        return facts;
    }

    /// Any attribute as text, as rows of the service and answers have it.
    public String text(Attribute attribute) {
        Object value = known.get(attribute);
        return value == null ? "" : attribute.kind().print(value);
    }

    public long number(Attribute attribute) {
        return known.get(attribute) instanceof Long number ? number : 0;
    }

    public Optional<Decimal> decimal(Attribute attribute) {
        return known.get(attribute) instanceof Decimal number ? Optional.of(number) : Optional.empty();
    }

    public Optional<LocalDateTime> time(Attribute attribute) {
        return known.get(attribute) instanceof LocalDateTime time ? Optional.of(time) : Optional.empty();
    }

    public boolean flag(Attribute attribute) {
        return known.containsKey(attribute) && attribute.kind() == Attribute.ValueKind.FLAG;
    }

    public String contentType() {
        return text(Attribute.CONTENT_TYPE);
    }

    public Optional<ImageType> type() {
        return ImageType.ofContentType(contentType());
    }

    public long sizeBytes() {
        return number(Attribute.SIZE_BYTES);
    }

    /// As shown.
    public int width() {
        return side(orientationFix().swapsSides() ? Attribute.HEIGHT : Attribute.WIDTH);
    }

    /// As shown.
    public int height() {
        return side(orientationFix().swapsSides() ? Attribute.WIDTH : Attribute.HEIGHT);
    }

    private int side(Attribute attribute) {
        return (int) Math.min(Integer.MAX_VALUE, number(attribute));
    }

    /// What is done to the picture after what its file says of that.
    public Orientation orientationFix() {
        return Orientation.ofText(text(Attribute.ORIENTATION_FIX));
    }

    public Optional<LocalDateTime> takenAt() {
        return time(Attribute.TAKEN_AT);
    }

    public String originalName() {
        return text(Attribute.ORIGINAL_NAME);
    }

    public String contentSha256() {
        return text(Attribute.CONTENT_SHA256);
    }

    public String averageColor() {
        return text(Attribute.AVERAGE_COLOR);
    }

    public boolean hasLocation() {
        return flag(Attribute.HAS_LOCATION);
    }

    public boolean animated() {
        return flag(Attribute.ANIMATED);
    }

    public boolean damaged() {
        return flag(Attribute.DAMAGED);
    }

    /// Where the bytes lie, as far as anybody knows.
    public StorageState storage() {
        return StorageState.noted(text(Attribute.STORAGE_CLASS), text(Attribute.BROUGHT_BACK));
    }

    public ImageFacts with(StorageState storage) {
        return with(Attribute.STORAGE_CLASS, storage.storageClass()).with(Attribute.BROUGHT_BACK, storage.note());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageFacts facts && known.equals(facts.known);
    }

    @Override
    public int hashCode() {
        return known.hashCode();
    }

    @Override
    public String toString() {
        return known.toString();
    }

    private ImageFacts changed(Attribute attribute, Object value) {
        var facts = new ImageFacts(known);
        facts.set(attribute, value);
        return facts;
    }

    private void set(Attribute attribute, Object value) {
        if (attribute.kind().isKnown(value)) {
            known.put(attribute, value);
        } else {
            known.remove(attribute);
        }
    }
}

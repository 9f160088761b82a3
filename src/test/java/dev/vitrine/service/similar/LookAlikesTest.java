package dev.vitrine.service.similar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.CatalogTest;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.similar.LookAlikes.DiffersIn;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookAlikesTest extends CatalogTest {
    private static final LocalDateTime NOON = LocalDateTime.parse("2026-06-01T12:00:00");
    private static final long LOOKS = 0x9f3c07e1a85b26d4L;

    @Test
    void copiesStandBehindTheBestWithWhatDiffers() {
        put("small", facts(LOOKS ^ 1, 800, 10_000));
        put("large", facts(LOOKS, 1600, 90_000));
        put("turned", facts(new PerceptualHash(LOOKS).turned()[5], 1600, 80_000));
        put("other", facts(~LOOKS ^ 0xFF00FFL, 1600, 80_000));
        put("silent", ImageFacts.UNKNOWN);
        List<LookAlikes> groups = groups();
        assertEquals(1, groups.size());
        assertEquals("large", groups.getFirst().best().imageId());
        assertEquals(List.of("turned", "small"), ids(groups.getFirst().copies()));
        assertEquals(
                Set.of(DiffersIn.PIXELS, DiffersIn.BYTES, DiffersIn.TITLE),
                groups.getFirst().others().getLast().differences());
    }

    @Test
    void ofEqualOnesTheOldestIsBest() {
        put("b", facts(LOOKS, 800, 10_000));
        put("a", facts(LOOKS, 800, 10_000));
        assertEquals("a", groups().getFirst().best().imageId());
    }

    @Test
    void theBestIsTheOneThatTheOthersLookLike() {
        put("center", facts(LOOKS, 4002, 90_000));
        put("larger", facts(LOOKS ^ 0x7F, 4003, 10_000));
        put("copy", facts(LOOKS ^ 0x7F0000000L, 400, 5_000));
        LookAlikes group = groups().getFirst();
        assertEquals("center", group.best().imageId(), "of as many pixels, give or take a hundredth, the most bytes");
        assertEquals(List.of("larger", "copy"), ids(group.copies()));
    }

    @Test
    void ofManyThatLookLikeAPictureTheNearestAreListedFirst() {
        catalog.rows().put(SampleImages.row("exact", "x", facts(LOOKS, 400, 9_000)));
        catalog.put(IntStream.range(0, SimilarImages.MAX_FOUND)
                .mapToObj(i -> SampleImages.row("near" + i, "x", facts(LOOKS ^ 0x7F, 400, 9_000)))
                .toList());
        List<SimilarImages.LookAlike> found =
                new SimilarImages(images, new PictureReader()).to(new PerceptualHash(LOOKS));
        assertEquals(SimilarImages.MAX_FOUND, found.size());
        assertEquals("exact", found.getFirst().image().imageId());
    }

    @Test
    void turnedCopiesThatDifferAsMuchAsOthersAreInGroups() {
        put("best", facts(LOOKS, 1600, 90_000));
        put("turned", facts(new PerceptualHash(LOOKS).turned()[5] ^ 0x0101_0101_0101_0100L, 800, 9_000));
        assertEquals(
                List.of("turned"),
                groups().getFirst().others().stream()
                        .map(other -> other.image().imageId())
                        .toList());
    }

    @Test
    void picturesOfABurstAreShownAndAreNoCopies() {
        ImageFacts first = facts(LOOKS, 1600, 90_000).with(Attribute.TAKEN_AT, NOON);
        put("first", first.with(Attribute.ORIGINAL_NAME, "IMG_0001.JPG"));
        put("later", first.with(Attribute.TAKEN_AT, NOON.plusSeconds(1)).with(Attribute.ORIGINAL_NAME, "x.jpg"));
        put("sameSecond", first.with(Attribute.ORIGINAL_NAME, "IMG_0002.JPG"));
        put("otherCamera", first.with(Attribute.CAMERA, "B"));
        put("copy", facts(LOOKS, 800, 9_000).with(Attribute.TAKEN_AT, NOON).with(Attribute.ORIGINAL_NAME, "x.jpg"));
        put(
                "stripped",
                facts(LOOKS, 400, 8_000).without(Attribute.TAKEN_AT).with(Attribute.ORIGINAL_NAME, "IMG_0003.JPG"));
        LookAlikes group = groups().getFirst();
        assertEquals(5, group.others().size());
        String best = group.best().imageId();
        Set<String> copies = Set.copyOf(ids(group.copies()));
        assertEquals(Set.of("copy"), copies, best);
    }

    @Test
    void aBurstBehindABestWithoutADateIsNotProposed() {
        put("best", facts(LOOKS, 4000, 90_000).without(Attribute.TAKEN_AT));
        put("a", facts(LOOKS, 400, 9_000));
        put("b", facts(LOOKS, 400, 9_000).with(Attribute.TAKEN_AT, NOON.plusSeconds(5)));
        assertEquals(List.of(), ids(groups().getFirst().copies()));
    }

    @Test
    void aCopyThatLostItsDateIsProposedWhereItIsNearlyExact() {
        put("best", facts(LOOKS, 4000, 90_000));
        put("exact", facts(LOOKS, 400, 9_000).without(Attribute.TAKEN_AT));
        put("near", facts(LOOKS ^ 7, 300, 8_000).without(Attribute.TAKEN_AT));
        assertEquals(List.of("exact"), ids(groups().getFirst().copies()));
    }

    @Test
    void otherColorsOrProportionsAreShownAndNotProposed() {
        put("best", facts(LOOKS, 4000, 90_000));
        put("red", facts(LOOKS, 400, 9_000).with(Attribute.AVERAGE_COLOR, "#d03030"));
        put("gray", facts(LOOKS, 400, 9_000).with(Attribute.AVERAGE_COLOR, "#565656"));
        put("square", facts(LOOKS, 400, 9_000).with(Attribute.HEIGHT, 400));
        put("unknown", facts(LOOKS, 400, 9_000).without(Attribute.AVERAGE_COLOR));
        LookAlikes group = groups().getFirst();
        assertEquals(4, group.others().size());
        assertEquals(List.of(), ids(group.copies()));
    }

    @Test
    void withoutAnyDateOnlyTheSameBytesAreProposed() {
        ImageFacts logo = facts(LOOKS, 400, 9_000).without(Attribute.TAKEN_AT).with(Attribute.CONTENT_SHA256, "aa");
        put("best", logo.with(Attribute.WIDTH, 401));
        put("same", logo);
        put("other", logo.with(Attribute.CONTENT_SHA256, "bb"));
        assertEquals(List.of("same"), ids(groups().getFirst().copies()));
    }

    @Test
    void whatLooksLikeTheBestOnlyByWayOfAnotherIsNoneOfItsCopies() {
        put("a", facts(LOOKS, 1600, 90_000));
        put("b", facts(LOOKS ^ 0x3F, 800, 90_000));
        put("c", facts(LOOKS ^ 0xFFF, 400, 90_000));
        List<LookAlikes> groups = groups();
        assertEquals(List.of("b"), ids(groups.getFirst().copies()));
        assertEquals(1, groups.size());
    }

    @Test
    void groupsAreThoseOfComparingEachWithEach() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            long looks = random.nextLong();
            put("a" + i, facts(looks, 1600, 90_000));
            long noise = 0;
            for (int bit = 0; bit < random.nextInt(12); bit++) {
                noise |= 1L << random.nextInt(64);
            }
            put("b" + i, facts(looks ^ noise, 800, 80_000));
        }
        int expected = 0;
        List<ImageRecord> all =
                images.findAll(catalog.index().search(ImageQuery.ALL).ids(0, 600));
        for (int i = 0; i < 300; i++) {
            String n = String.valueOf(i);
            PerceptualHash a = looks(all, "a" + n);
            expected += Long.bitCount(a.bits() ^ looks(all, "b" + n).bits()) <= PerceptualHash.MAX_DISTANCE ? 1 : 0;
        }
        assertEquals(expected, groups().size());
    }

    @Test
    void ofVeryManyTheBestAreReadAndTheOthersCounted() {
        List<ImageRecord> copies = IntStream.range(0, LookAlikeGroups.MAX_READ + 5)
                .mapToObj(i -> SampleImages.row("c" + i, "x", facts(LOOKS, 400, 9_000 + i)))
                .toList();
        catalog.rows().putAll(copies);
        put("a", facts(~LOOKS, 400, 9_000));
        put("b", facts(~LOOKS, 800, 9_000));
        List<LookAlikes> groups = groups();
        LookAlikes group = groups.getFirst();
        assertEquals(2, groups.size(), "the largest first");
        assertEquals(copies.getLast(), group.best());
        assertEquals(LookAlikeGroups.MAX_READ - 1, group.others().size());
        assertEquals(5, group.unread());
    }

    @Test
    void lookingForThemCanBeStopped() {
        put("a", facts(LOOKS, 400, 9_000));
        put("b", facts(LOOKS, 800, 9_000));
        assertThrows(ImageException.Cancelled.class, () -> LookAlikeGroups.of(images, (_, _) -> false));
    }

    private static PerceptualHash looks(List<ImageRecord> all, String id) {
        return all.stream()
                .filter(image -> image.imageId().equals(id))
                .flatMap(image -> PerceptualHash.parse(image.facts().text(Attribute.LOOK_HASH)).stream())
                .findFirst()
                .orElseThrow();
    }

    private List<LookAlikes> groups() {
        catalog.index().refresh();
        LookAlikeGroups found = LookAlikeGroups.of(images, (_, _) -> true);
        return found.groups(0, found.size());
    }

    private static List<String> ids(List<ImageRecord> images) {
        return images.stream().map(ImageRecord::imageId).toList();
    }

    private static ImageFacts facts(long looks, int width, long bytes) {
        return ImageFacts.UNKNOWN
                .with(Attribute.LOOK_HASH, new PerceptualHash(looks).toString())
                .with(Attribute.WIDTH, width)
                .with(Attribute.HEIGHT, width / 2)
                .with(Attribute.CAMERA, "A")
                .with(Attribute.AVERAGE_COLOR, "#705030")
                .with(Attribute.TAKEN_AT, NOON)
                .with(Attribute.SIZE_BYTES, bytes);
    }

    private void put(String id, ImageFacts facts) {
        catalog.put(List.of(SampleImages.row(id, id, facts)));
    }
}

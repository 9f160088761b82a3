package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.similar.CopyDoubt;
import dev.vitrine.service.similar.LookAlikes;
import dev.vitrine.service.similar.LookAlikes.Other;
import dev.vitrine.ui.bulk.LookAlikesViewModel.LookAlikeGroup;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;

class LookAlikesViewModelTest {
    private static final long LOOKS = 0x9f3c07e1a85b26d4L;

    private final StringProperty left = new SimpleStringProperty("");
    private final ImageRecord best = image("best", LOOKS);
    private final ImageRecord a = image("a", LOOKS ^ 0x7F);
    private final ImageRecord b = image("b", LOOKS ^ 0x3F80);

    @Test
    void whatWasUntickedStaysSoWhenAnotherOneIsKept() {
        LookAlikesViewModel alike = model(a, b);
        LookAlikeGroup group = alike.groups().getFirst();
        group.others().forEach(other -> other.goes().set(false));
        alike.keep(group, a);
        assertEquals(Map.of(), alike.chosen());
    }

    @Test
    void whatLooksOtherThanTheOneThatIsKeptIsNotTicked() {
        LookAlikesViewModel alike = model(a, b);
        assertEquals(Map.of("best", List.of("a", "b")), alike.chosen());
        alike.keep(alike.groups().getFirst(), a);
        assertEquals(Map.of("a", List.of("best")), alike.chosen(), "b differs in 14 bits");
    }

    @Test
    void whatIsNotShownDoesNotGo() {
        LookAlikesViewModel alike = model(
                IntStream.range(0, 60).mapToObj(i -> image("i" + i, LOOKS)).toArray(ImageRecord[]::new));
        LookAlikeGroup group = alike.groups().getFirst();
        assertEquals(24, group.shown().size());
        assertEquals(24, alike.goingProperty().get());
        group.showMore();
        assertEquals(48, alike.goingProperty().get());
    }

    @Test
    void whatIsLeftAloneTakesOneShortLine() {
        LookAlikesViewModel alike = model(
                IntStream.range(0, 60).mapToObj(i -> image("i" + i, LOOKS)).toArray(ImageRecord[]::new));
        alike.leave(alike.groups().getFirst());
        assertTrue(left.get().length() < 40, left.get());
        assertEquals(0, alike.groups().size());
        assertEquals(0, alike.goingProperty().get());
    }

    @Test
    void groupsThatWereLeftAloneOrNotReadAreHidden() {
        LookAlikesViewModel alike = model(a);
        assertFalse(alike.hidesGroups());
        alike.leave(alike.groups().getFirst());
        assertTrue(alike.hidesGroups(), "so not “no two images look alike”");
        alike.showAll();
        assertFalse(alike.hidesGroups());
        alike.add(List.of(), 12);
        assertTrue(alike.hidesGroups());
    }

    @Test
    void moreGroupsComeAfterThoseThatAreShown() {
        LookAlikesViewModel alike = model(a);
        var second = new LookAlikes(b, List.of(new Other(image("c", LOOKS), 7, Set.of(), Optional.empty())), 3);
        alike.add(List.of(second), 12);
        assertEquals(12, alike.unreadProperty().get());
        assertEquals(2, alike.goingProperty().get());
        LookAlikeGroup group = alike.groups().getLast();
        assertEquals("b", group.best().imageId());
        assertEquals(3, group.hidden());
        assertFalse(group.hasMore());
    }

    private LookAlikesViewModel model(ImageRecord... others) {
        List<Other> all = List.of(others).stream()
                .map(image -> new Other(image, 7, Set.of(), Optional.<CopyDoubt>empty()))
                .toList();
        var model = new LookAlikesViewModel(left);
        model.add(List.of(new LookAlikes(best, all, 0)), 0);
        return model;
    }

    private static ImageRecord image(String id, long looks) {
        return SampleImages.row(
                id,
                "x",
                ImageFacts.UNKNOWN
                        .with(Attribute.LOOK_HASH, new PerceptualHash(looks).toString())
                        .with(Attribute.WIDTH, 400)
                        .with(Attribute.HEIGHT, 300)
                        .with(Attribute.AVERAGE_COLOR, "#705030")
                        .with(Attribute.TAKEN_AT, LocalDateTime.parse("2026-06-01T12:00:00")));
    }
}

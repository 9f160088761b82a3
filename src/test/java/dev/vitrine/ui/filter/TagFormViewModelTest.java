package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.service.edit.TagEdits.Uses;
import dev.vitrine.ui.filter.TagFormViewModel.TagEdit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagFormViewModelTest {
    private static final List<Count<String>> TAGS = List.of(
            new Count<>("nature", 900),
            new Count<>("Wild nature", 40),
            new Count<>("city", 812),
            new Count<>("Nacht", 3));

    @Test
    void anEmptyOrUnchangedNameIsRefusedInPlace() {
        TagFormViewModel form = form(TagEdit.RENAME, 0);
        assertEquals(Optional.empty(), form.nameProperty().get());
        assertEquals("The tag already has this name.", form.noteProperty().get());
        form.typedProperty().set("  ");
        assertEquals("A tag needs a name.", form.noteProperty().get());
        form.typedProperty().set("a, b");
        assertEquals(Optional.empty(), form.nameProperty().get());
    }

    @Test
    void aNewNameIsTakenWithoutNeedlessBlanks() {
        TagFormViewModel form = form(TagEdit.RENAME, 0);
        form.typedProperty().set("  old   town ");
        assertEquals(
                Optional.of(new TagName("old town", false)), form.nameProperty().get());
        assertEquals("Rename on 812 images", form.actionProperty().get());
        assertEquals("", form.noteProperty().get());
    }

    @Test
    void anExistingNameMergesAndSaysSoBefore() {
        TagFormViewModel form = form(TagEdit.RENAME, 3);
        form.typedProperty().set("nature");
        assertEquals(
                Optional.of(new TagName("nature", true)), form.nameProperty().get());
        assertEquals("Merge 812 images into “nature”", form.actionProperty().get());
        assertEquals(
                "“nature” already exists, on 900 images. The two tags become one. 3 images in the trash keep “city”.",
                form.noteProperty().get());
        form.typedProperty().set("Wild nature");
        assertEquals(
                "“Wild nature” already exists, on 40 images. The two tags become one. 3 images in the trash keep “city”.",
                form.noteProperty().get());
    }

    @Test
    void anotherLetterCaseOfAnExistingTagMeansThatTag() {
        assertEquals(Optional.of(new TagName("nature", true)), TagName.of("NATURE", "city", List.of("nature", "city")));
        assertEquals(Optional.of(new TagName("City", false)), TagName.of("City", "city", List.of("nature", "city")));
        assertEquals(Optional.of(new TagName("City", true)), TagName.of("City", "city", List.of("City", "city")));
    }

    @Test
    void aBranchMovesAsAWholeAndMergesWithWhatIsThere() {
        List<String> known = List.of("place", "place/italy", "region/france", "city");
        assertEquals(Optional.of(new TagName("area", false)), TagName.of("area/*", "place/*", known));
        assertEquals(Optional.of(new TagName("region", true)), TagName.of("region/", "place/*", known));
        assertEquals(Optional.of(new TagName("place/old", false)), TagName.of("place/old", "place/*", known));
        assertEquals(Optional.of(new TagName("place", true)), TagName.of("place", "place/italy/*", known));
        assertEquals(Optional.empty(), TagName.of("place/", "place/*", known));
        assertEquals(Optional.empty(), TagName.of("/", "place/*", known));
    }

    @Test
    void mergingOffersTheOtherTagsAndTakesNoNewName() {
        TagFormViewModel form = form(TagEdit.MERGE, 0);
        assertEquals(
                "Choose the tag that replaces this one.", form.noteProperty().get());
        assertEquals(
                List.of("nature", "Wild nature", "Nacht"),
                form.offered().stream().map(Count::value).toList());
        form.typedProperty().set("nat");
        assertEquals(
                List.of("nature", "Wild nature"),
                form.offered().stream().map(Count::value).toList());
        assertEquals(Optional.empty(), form.nameProperty().get());
        form.typedProperty().set("nature");
        assertEquals("Merge 812 images into “nature”", form.actionProperty().get());
    }

    @Test
    void tagsToMergeIntoAreFoundWithoutTheirAccents() {
        var form = new TagFormViewModel(
                TagEdit.MERGE,
                "city",
                new TagEditsViewModel.KnownTags(
                        new Uses(1, 0), List.of(new Count<>("Łódź", 7), new Count<>("city", 1))));
        form.typedProperty().set("lodz");
        assertEquals(List.of("Łódź"), form.offered().stream().map(Count::value).toList());
    }

    private static TagFormViewModel form(TagEdit kind, int inTrash) {
        return new TagFormViewModel(kind, "city", new TagEditsViewModel.KnownTags(new Uses(812, inTrash), TAGS));
    }
}

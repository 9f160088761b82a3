package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.TagTree.TagNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagPathTest {
    @Test
    void aSlashPartsTwoNames() {
        assertEquals(Optional.of("place/italy"), TagPath.parent("place/italy/venice"));
        assertEquals(Optional.of("place"), TagPath.parent("place/italy"));
        assertEquals(Optional.empty(), TagPath.parent("place"));
    }

    @Test
    void aSlashInAnOddPlaceBelongsToAName() {
        for (String tag : List.of("/", "//", "/a", "a/", "", "/*")) {
            assertEquals(Optional.empty(), TagPath.parent(tag), tag);
            assertFalse(TagPath.isBranch(tag), tag);
        }
        assertEquals(Optional.of("a"), TagPath.parent("a//b"));
        assertEquals(Optional.of("/a"), TagPath.parent("/a/b"));
        assertEquals("a", TagPath.child("", "a//b"));
        assertEquals("a//b", TagPath.child("a", "a//b"));
        assertFalse(TagPath.isBranch("a//*"));
        assertFalse(TagPath.isBranch("album:a/*"));
    }

    @Test
    void aBranchIsTheTagAndAllBelowIt() {
        assertTrue(TagPath.matches("place/*", "place"));
        assertTrue(TagPath.matches("place/*", "place/italy/venice"));
        assertTrue(TagPath.matches("place/*", "place//x"));
        assertFalse(TagPath.matches("place/*", "place/"));
        assertFalse(TagPath.matches("place/*", "placebo/x"));
        assertFalse(TagPath.matches("place", "place/italy"));
    }

    @Test
    void whatLiesBelowGoesAlongWithANewName() {
        assertEquals("region/italy", TagPath.renamed("place/italy", "place/*", "region"));
        assertEquals("region/italy/*", TagPath.renamed("place/italy/*", "place/*", "region"));
        assertEquals("region/*", TagPath.renamed("place/*", "place/*", "region"));
        assertEquals("place/italy", TagPath.renamed("place/italy", "place", "region"));
    }

    @Test
    void everyTagLiesInTheBranchesOfTheTreeThatLeadToIt() {
        Set<String> tags = Set.of(
                "place",
                "place/italy",
                "place/italy/venice",
                "place/italy/rome",
                "24/7",
                "a//b",
                "a//c",
                "a/",
                "/",
                "/x/y",
                "one/two/three/four",
                "one/two/three/five",
                "مكان/إيطاليا",
                "مكان/روما");
        assertEquals(
                new TreeSet<>(Set.of("place/*", "24/7", "a/*", "a/", "/", "/x/y", "one/two/three/*", "مكان/*")),
                new TreeSet<>(below(tags, "")));
        assertEquals(Set.of("place/italy/*"), below(tags, "place"));
        assertEquals(Set.of("a//b", "a//c"), below(tags, "a"));
        assertEquals(Set.of("one/two/three/four", "one/two/three/five"), below(tags, "one/two/three"));
        assertEquals(Set.of("مكان/إيطاليا", "مكان/روما"), below(tags, "مكان"));
    }

    @Test
    void aVeryDeepTagIsOneLineUntilItForks() {
        String deep = "x" + "/x".repeat(3000);
        assertEquals(Set.of(deep), below(Set.of(deep), ""));
        assertEquals(Set.of("x/*"), below(Set.of(deep, "x/y"), ""));
        assertEquals(
                20_000,
                below(
                                IntStream.range(0, 20_000)
                                        .mapToObj(number -> "many/" + number)
                                        .collect(Collectors.toSet()),
                                "many")
                        .size());
    }

    private static Set<String> below(Set<String> tags, String root) {
        return new TagTree(tags).below(root).stream().map(TagNode::requested).collect(Collectors.toSet());
    }

    /// Also where tags are spelled like branches.
    @Test
    void everyTagHasItsPlaceInTheTree() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            var tags = new HashSet<String>();
            for (int tag = random.nextInt(1, 5); tag > 0; tag--) {
                tags.add(random.ints(random.nextInt(1, 7), 0, 4)
                        .mapToObj(at -> "ab/*".substring(at, at + 1))
                        .collect(Collectors.joining()));
            }
            assertEquals(tags, walked(new TagTree(tags), "", 0), () -> "of " + tags);
        }
    }

    private static Set<String> walked(TagTree tree, String root, int depth) {
        assertTrue(depth < 10, () -> "no end of " + tree.tags());
        var found = new HashSet<String>();
        for (TagNode node : tree.below(root)) {
            if (!node.isBranch() || tree.tags().contains(node.tag())) {
                assertTrue(found.add(node.tag()), () -> node + " twice of " + tree.tags());
            }
            if (node.isBranch()) {
                found.addAll(walked(tree, node.tag(), depth + 1));
            }
        }
        return found;
    }
}

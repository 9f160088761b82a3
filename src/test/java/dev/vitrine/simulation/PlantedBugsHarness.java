package dev.vitrine.simulation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Plants faults in the code, one after the other, and tells after how many simulated runs each is noticed: what the
/// simulation is worth. Run on demand, from the root of the project.
///
/// Arguments: how many runs each may take (1,000 by default), and a part of the names of those to plant (all). The tree
/// stays as it is: a changed class is compiled into a folder before it on the class path.
public final class PlantedBugsHarness {
    private static final Path MAIN = Path.of("src/main/java/dev/vitrine");
    private static final Pattern NOTICED = Pattern.compile("(?m)^seed (\\d+): (.{0,90})");

    /// @param from stands there once
    private record Bug(String name, String file, String from, String to) {}

    private static final List<Bug> BUGS = List.of(
            new Bug(
                    "a purge forgets the row before the bytes",
                    "service/ImageService.java",
                    "        objects.delete(image.key());\n        copies.forEach",
                    "        rows.endPurge(image.imageId());\n        objects.delete(image.key());\n        copies.forEach"),
            new Bug(
                    "a purge leaves the bytes",
                    "service/ImageService.java",
                    "        objects.delete(image.key());\n        copies.forEach",
                    "        copies.forEach"),
            new Bug(
                    "a purge is decided by the id",
                    "store/aws/DynamoMetadataStore.java",
                    "        seen.requireStill(image);\n",
                    ""),
            new Bug(
                    "a purge does not say that it has begun",
                    "store/aws/DynamoMetadataStore.java",
                    "purged.put(DELETED_AT, text(ImageTime.format(ImageRecord.BEING_PURGED)));",
                    ""),
            new Bug(
                    "what was healed of a deleted image stays",
                    "service/ImageService.java",
                    "        if (rows.knows(image.key())) {\n            return true;\n        }\n",
                    "        if (progress != null) {\n            return true;\n        }\n"),
            new Bug(
                    "a row is believed about bytes",
                    "service/ImageService.java",
                    "boolean isWhole = isWhole(image, source, sha256);",
                    "boolean isWhole = true;"),
            new Bug(
                    "bytes of an upload called back stay",
                    "service/ImageService.java",
                    "            removeOrphan(ObjectKey.original(userId, imageId));\n",
                    ""),
            new Bug(
                    "a lost edit of tags",
                    "image/ImageEdit.java",
                    "boolean untouchedByOthers = current.tags().equals(seen.tags());",
                    "boolean untouchedByOthers = true;"),
            new Bug(
                    "an edit without a condition",
                    "store/aws/SeenRow.java",
                    "\"attribute_not_exists(\" + name + \")\"",
                    "\"attribute_exists(image_id)\""),
            new Bug(
                    "a late answer undoes what came after",
                    "service/mirror/Mirror.java",
                    "boolean undisturbed = ownWrites.stamp(imageId) == begun;",
                    "boolean undisturbed = true;"),
            new Bug(
                    "a mirror keeps what is gone",
                    "service/mirror/Mirror.java",
                    "still.stream().filter(id -> !now.containsKey(id)).toList());\n                still.forEach",
                    "List.of());\n                still.forEach"),
            new Bug(
                    "own writes are forgotten",
                    "service/mirror/OwnWrites.java",
                    "return write == null ? 0 : write.stamp();",
                    "return 0;"),
            new Bug(
                    "the feed is followed past what was not read",
                    "service/mirror/MirrorSync.java",
                    "                    mirror.settle(changes.imageIds());\n",
                    ""),
            new Bug(
                    "a reading ends before the changes that it met",
                    "service/mirror/MirrorFill.java",
                    "                mirror.takeIn(page.images());\n            }\n            page",
                    "                page.images();\n            }\n            page"),
            new Bug(
                    "UnprocessedKeys are not asked for again",
                    "store/aws/DynamoRows.java",
                    "return answer.unprocessedKeys();",
                    "return Map.of();"),
            new Bug(
                    "work of a dead queue is not given back",
                    "service/upload/StaleQueueRecovery.java",
                    "                journal.releaseAll(other);\n",
                    ""),
            new Bug(
                    "a queue that is alive is taken for dead",
                    "files/OwnerLock.java",
                    "return free != null;",
                    "return false;"),
            new Bug(
                    "an earlier try is not looked for",
                    "service/upload/FileUpload.java",
                    "        if (claimedItem.tried()) {\n",
                    "        if (claimedItem.tried() && claimedItem.imageId().isEmpty()) {\n"),
            new Bug(
                    "a gone duplicate fails",
                    "service/upload/FileUpload.java",
                    "catch (ImageException.NotFound _) {\n                return send(source, sha256);",
                    "catch (ImageException.NotFound e) {\n                throw e;"),
            new Bug(
                    "a leftover that had arrived stays cancelled",
                    "service/upload/LeftoverRemoval.java",
                    ".filter(library::isStored)",
                    ".filter(_ -> false)"),
            new Bug(
                    "leftovers are forgotten",
                    "service/upload/journal/Journal.java",
                    "if (mine > 0 && leftover) {",
                    "if (mine < 0) {"),
            new Bug(
                    "a trouble that passes fails an item",
                    "service/upload/Outage.java",
                    "if (probes.isEmpty() || !failed.passes() || isToBlame(itemId)) {",
                    "if (probes.isPresent()) {"),
            new Bug(
                    "a resumed queue does not look",
                    "service/upload/Outage.java",
                    "return held == null || running == 0 && World.here().nanoTime() - nextProbe >= 0;",
                    "return held == null;"),
            new Bug(
                    "a repeated put of a row is a conflict",
                    "store/aws/DynamoMetadataStore.java",
                    "boolean wasRepeated = e.numAttempts() != null && e.numAttempts() > 1;",
                    "boolean wasRepeated = false;"),
            new Bug(
                    "a row is written over another",
                    "store/aws/DynamoMetadataStore.java",
                    "put.tableName(settings.table()).item(item).conditionExpression(\"attribute_not_exists(image_id)\"));",
                    "put.tableName(settings.table()).item(item));"),
            new Bug(
                    "a receipt counts what ended twice",
                    "service/upload/journal/Journal.java",
                    "\"UPDATE item SET state = 'WAITING', owner = '' WHERE id = ? AND owner = ?\"",
                    "\"UPDATE item SET owner = '' WHERE id = ? AND owner = ?\""),
            new Bug(
                    "restoring does not ask for the bytes",
                    "service/ImageService.java",
                    "        rows.restore(imageId);\n    }",
                    "        rows.find(imageId);\n    }"),
            new Bug(
                    "the SDK's word for a broken answer",
                    "store/aws/AwsFailures.java",
                    "        } catch (UncheckedIOException e) {",
                    "        } catch (java.util.EmptyStackException e) {"),
            new Bug(
                    "somebody looks every millisecond",
                    "service/upload/Outage.java",
                    "return held == null || running > 0\n",
                    "return held == null\n"),
            new Bug(
                    "a mirror begins with pages that are behind",
                    "service/mirror/MirrorFill.java",
                    "source.read(part, start, mayMissChanges())",
                    "source.read(part, start, false)"),
            new Bug(
                    "a page that is behind is believed",
                    "service/mirror/Mirror.java",
                    "|| isInDoubt(image, known.get(image.imageId())))",
                    "|| known.isEmpty() && image.title().equals(\"?\"))"),
            new Bug(
                    "a page that is behind undoes one's own writes",
                    "service/mirror/Mirror.java",
                    "ownWrites.stamp(image.imageId()) != 0 || isInDoubt",
                    "isInDoubt"),
            new Bug(
                    "bytes are put back where an image was",
                    "service/ImageService.java",
                    "        if (rows.knows(image.key())) {\n            return true;",
                    "        if (rows.knows(image.imageId())) {\n            return true;"),
            new Bug(
                    "a title is written over another",
                    "image/ImageEdit.java",
                    "if (!current.equals(seen)) {",
                    "if (current.equals(\"?\")) {"),
            new Bug(
                    "a refusal without a name is final",
                    "store/aws/AwsFailures.java",
                    "e.statusCode() == 400 && codeOf(e).isEmpty()",
                    "e.statusCode() == 499 && codeOf(e).isEmpty()"),
            new Bug(
                    "why a transaction is canceled is not looked at",
                    "store/aws/AwsFailures.java",
                    "!NO_TROUBLE.contains(reason.code()))",
                    "reason.code().isEmpty())"),
            new Bug(
                    "children of a shard are not followed",
                    "store/aws/DynamoFeed.java",
                    "                places = withChildren(places);\n",
                    ""),
            new Bug(
                    "a stream that was trimmed is followed on",
                    "store/aws/DynamoFeed.java",
                    "} catch (TrimmedDataAccessException | ResourceNotFoundException e) {",
                    "} catch (ResourceNotFoundException e) {"),
            new Bug(
                    "an absence of a day is taken for short",
                    "service/mirror/MirrorSync.java",
                    "&& !isTooOld && ",
                    "&& "),
            new Bug(
                    "bytes that are there are written over",
                    "store/aws/S3ObjectStore.java",
                    "            request.ifNoneMatch(\"*\");\n        } else if",
                    "            request.tagging(\"\");\n        } else if"),
            new Bug(
                    "an image in the trash stays in the library",
                    "store/aws/DynamoMetadataStore.java",
                    "move(settings.table(), row, settings.trashTable(), trashed);",
                    "dynamo.putItem(put -> put.tableName(settings.trashTable()).item(trashed));"),
            new Bug(
                    "an image that is moved leaves its bytes behind",
                    "service/move/Moves.java",
                    "            objects.delete(aside);\n        }\n    }\n\n    private void putBackIfThere",
                    "            objects.move(aside, place);\n        }\n    }\n\n    private void putBackIfThere"),
            new Bug(
                    "a cut move is forgotten",
                    "service/move/Moves.java",
                    "        if (MoveJournal.hasLeft(folder)) {\n            finishing.start();",
                    "        if (folder == null) {\n            finishing.start();"),
            new Bug(
                    "a move does not look at the row before it removes bytes",
                    "service/move/Moves.java",
                    "if (home.equals(place) || objects.find(home).isEmpty()) {",
                    "if (home.path().isEmpty()) {"),
            new Bug(
                    "a queue asks nobody again",
                    "service/upload/journal/ItemCommands.java",
                    "ended_at = 0 WHERE state = 'FAILED' AND dismissed = 0",
                    "ended_at = 0 WHERE state = 'NEVER' AND dismissed = 0"),
            new Bug(
                    "many edits tell those that failed as done",
                    "service/edit/BulkEdits.java",
                    "                noteFailure(id, ImageException.of(e));",
                    "                noteChange(changing.of(id, at));"),
            new Bug(
                    "a repair takes young bytes for nobody's",
                    "service/repair/DoctorContext.java",
                    "Duration.ofDays(1)",
                    "Duration.ZERO"));

    private PlantedBugsHarness() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        String part = arguments.length > 1 ? arguments[1] : "";
        int noticed = 0;
        List<Bug> chosen =
                BUGS.stream().filter(bug -> bug.name().contains(part)).toList();
        for (Bug bug : chosen) {
            String answer = answer(bug, runs);
            Matcher found = NOTICED.matcher(answer);
            if (found.find()) {
                noticed++;
                System.out.printf("%-50s %6s  %s%n", bug.name(), found.group(1), found.group(2));
            } else {
                System.out.printf(
                        "%-50s %6s  %s%n",
                        bug.name(), "-", answer.strip().lines().reduce("", (_, last) -> last));
            }
        }
        System.out.println(noticed + " of " + chosen.size() + " noticed within " + runs + " runs");
    }

    private static String answer(Bug bug, int runs) throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory("vitrine-planted");
        Path file = MAIN.resolve(bug.file());
        String source = Files.readString(file);
        if (source.indexOf(bug.from()) < 0 || source.indexOf(bug.from()) != source.lastIndexOf(bug.from())) {
            return "its place is not there once";
        }
        Path changed = Files.createDirectories(classes.resolve("source")).resolve(file.getFileName());
        Files.writeString(changed, source.replace(bug.from(), bug.to()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = System.getProperty("java.class.path");
        if (compiler.run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        path,
                        changed.toString())
                != 0) {
            return "it does not compile";
        }
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.util.logging.config.file=src/test/resources/logging.properties",
                "-Dvitrine.simulation.first=true"));
        command.addAll(List.of(
                "-cp", classes + File.pathSeparator + path, SimulationHarness.class.getName(), Integer.toString(runs)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            CloudRun.remove(classes);
            return said;
        }
    }
}

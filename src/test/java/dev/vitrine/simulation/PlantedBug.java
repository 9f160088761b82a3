package dev.vitrine.simulation;

import java.util.List;
import java.util.Set;

/// A fault that can be planted in the code, to see whether it is noticed.
///
/// @param file below the package of the program
/// @param from stands there once
/// @param about what has to come together for it to show; nothing where most runs show it
record PlantedBug(String name, String file, String from, String to, Set<Part> about) {
    static final List<PlantedBug> ALL = List.of(
            new PlantedBug(
                    "a purge forgets the row before the bytes",
                    "service/Removal.java",
                    "            keepsVersion = objects.delete(image.key());\n",
                    "            rows.endPurge(image.imageId());\n            keepsVersion = objects.delete(image.key());\n"),
            new PlantedBug(
                    "a purge leaves the bytes",
                    "service/Removal.java",
                    "keepsVersion = objects.delete(image.key());",
                    "keepsVersion = false;"),
            new PlantedBug(
                            "a purge is decided by the id",
                            "store/aws/DynamoMetadataStore.java",
                            "        seen.requireStill(image);\n",
                            "")
                    .about(Part.TAG, Part.TITLE, Part.PURGE),
            new PlantedBug(
                    "a purge does not say that it has begun",
                    "store/aws/DynamoMetadataStore.java",
                    "purged.put(DELETED_AT, text(ImageTime.format(ImageRecord.BEING_PURGED)));",
                    ""),
            new PlantedBug(
                            "what was healed of a deleted image stays",
                            "service/DuplicateFinder.java",
                            "        if (rows.knows(image.key())) {\n            return true;\n        }\n",
                            "        if (progress != null) {\n            return true;\n        }\n")
                    .about(Part.PURGE, Part.LOSS, Part.SLOW),
            new PlantedBug(
                    "a row is believed about bytes",
                    "service/DuplicateFinder.java",
                    "boolean isWhole = isWhole(image, source, sha256);",
                    "boolean isWhole = true;"),
            new PlantedBug(
                    "bytes of an upload called back stay",
                    "service/ImageService.java",
                    "            removal.removeOrphan(ObjectKey.original(userId, imageId));\n",
                    ""),
            new PlantedBug(
                    "a lost edit of tags",
                    "image/ImageEdit.java",
                    "boolean untouchedByOthers = current.equals(seen);",
                    "boolean untouchedByOthers = true;"),
            new PlantedBug(
                    "an edit without a condition",
                    "store/aws/RowVersion.java",
                    "name + \" = :seen_\" + name :",
                    "\"(\" + name + \" = :seen_\" + name + \" OR attribute_exists(image_id))\" :"),
            new PlantedBug(
                            "a late answer undoes what came after",
                            "service/mirror/Mirror.java",
                            "boolean undisturbed = ownWrites.stamp(imageId) == begun;",
                            "boolean undisturbed = true;")
                    .about(Part.TAG, Part.TITLE, Part.LATE),
            new PlantedBug(
                    "a mirror keeps what is gone",
                    "service/mirror/Mirror.java",
                    "still.stream().filter(id -> !now.containsKey(id)).toList());\n                still.forEach",
                    "List.of());\n                still.forEach"),
            new PlantedBug(
                            "own writes are forgotten",
                            "service/mirror/OwnWrites.java",
                            "return write == null ? 0 : write.stamp();",
                            "return 0;")
                    .about(Part.TAG, Part.TITLE, Part.LATE),
            new PlantedBug(
                    "the feed is followed past what was not read",
                    "service/mirror/FeedFollower.java",
                    "                    mirror.settle(news.imageIds());\n",
                    ""),
            new PlantedBug(
                            "a part is read before its index is as new as the table",
                            "service/mirror/MirrorFill.java",
                            "if (!mirror.scope().isAll() && left > 0) {",
                            "if (left == Long.MAX_VALUE) {")
                    .about(Part.PARTIAL, Part.LAG, Part.OTHER_PROGRAM),
            new PlantedBug(
                            "another part lies where the one before does",
                            "service/mirror/MirrorFolders.java",
                            "World.here().uuid().toString()",
                            "\"part\"")
                    .about(Part.PARTIAL, Part.SECOND_MACHINE, Part.DROP),
            new PlantedBug(
                    "a reading ends before the changes that it met",
                    "service/mirror/MirrorFill.java",
                    "new BatchedPages(mirror::takeIn, this::reached)",
                    "new BatchedPages(_ -> {}, this::reached)"),
            new PlantedBug(
                            "UnprocessedKeys are not asked for again",
                            "store/aws/DynamoRows.java",
                            "return answer.unprocessedKeys();",
                            "return Map.of();")
                    .about(Part.TAG_MANY, Part.LEFT_OUT),
            new PlantedBug(
                            "work of a dead queue is not given back",
                            "service/upload/StaleQueueRecovery.java",
                            "                journal.releaseAll(other);\n",
                            "")
                    .about(Part.SECOND_QUEUE, Part.CRASH, Part.SLOW),
            new PlantedBug(
                            "a queue that is alive is taken for dead",
                            "files/OwnerLock.java",
                            "return free != null;",
                            "return false;")
                    .about(Part.SECOND_QUEUE, Part.SLOW),
            new PlantedBug(
                            "an earlier try is not looked for",
                            "service/upload/FileUpload.java",
                            "        if (claimedItem.tried()) {\n",
                            "        if (claimedItem.tried() && claimedItem.imageId().isEmpty()) {\n")
                    .about(Part.CRASH),
            new PlantedBug(
                            "a gone duplicate fails",
                            "service/upload/FileUpload.java",
                            "catch (ImageException.NotFound _) {\n                return send(source, sha256);",
                            "catch (ImageException.NotFound e) {\n                throw e;")
                    .about(Part.TRASH, Part.SLOW),
            new PlantedBug(
                            "a leftover that had arrived stays cancelled",
                            "service/upload/LeftoverRemoval.java",
                            ".filter(library::isStored)",
                            ".filter(_ -> false)")
                    .about(Part.CANCEL, Part.BAN),
            new PlantedBug(
                            "leftovers are forgotten",
                            "service/upload/journal/Journal.java",
                            "if (mine > 0 && leftover) {",
                            "if (mine < 0) {")
                    .about(Part.CANCEL, Part.BAN, Part.LATE),
            new PlantedBug(
                            "a trouble that passes fails an item",
                            "service/upload/Outage.java",
                            "if (probes.isEmpty() || !failed.passes() || isToBlame(itemId)) {",
                            "if (probes.isPresent()) {")
                    .about(Part.BAN),
            new PlantedBug(
                    "a resumed queue does not look",
                    "service/upload/Outage.java",
                    "return held == null || running == 0 && World.here().nanoTime() - nextProbe >= 0;",
                    "return held == null;"),
            new PlantedBug(
                            "a row is written over another",
                            "store/aws/DynamoMetadataStore.java",
                            "put ->\n                                put.tableName(table).item(item).conditionExpression(\"attribute_not_exists(image_id)\"))",
                            "put ->\n                                put.tableName(table).item(item))")
                    .about(Part.LOSS, Part.BAN, Part.TAG),
            new PlantedBug(
                    "a receipt counts what ended twice",
                    "service/upload/journal/Journal.java",
                    "\"UPDATE item SET state = 'WAITING', owner = '' WHERE id = ? AND owner = ?\"",
                    "\"UPDATE item SET owner = '' WHERE id = ? AND owner = ?\""),
            new PlantedBug(
                    "restoring does not ask for the bytes",
                    "service/Removal.java",
                    "        rows.restore(imageId);\n    }",
                    "        rows.find(imageId);\n    }"),
            new PlantedBug(
                            "an answer that breaks off is read",
                            "store/aws/WholeAnswers.java",
                            "            if (answer.length < least) {",
                            "            if (answer.length < 0) {")
                    .about(Part.DOCTOR, Part.PAGE, Part.CUT),
            new PlantedBug(
                            "somebody looks every millisecond",
                            "service/upload/Outage.java",
                            "return held == null || running > 0\n",
                            "return held == null\n")
                    .about(Part.BAN, Part.SLOW, Part.LOST),
            new PlantedBug(
                            "a mirror begins with pages that are behind",
                            "service/mirror/MirrorFill.java",
                            "source.read(part, start, mayMissChanges())",
                            "source.read(part, start, false)")
                    .about(Part.LAG, Part.CRASH, Part.PURGE),
            new PlantedBug(
                            "a page that is behind is believed",
                            "service/mirror/Mirror.java",
                            "|| isInDoubt(image, known.get(image.imageId())))",
                            "|| known.isEmpty() && image.title().equals(\"?\"))")
                    .about(Part.TAG, Part.LAG, Part.FORGOTTEN),
            new PlantedBug(
                            "a page that is behind undoes one's own writes",
                            "service/mirror/Mirror.java",
                            "ownWrites.stamp(image.imageId()) != 0 || isInDoubt",
                            "isInDoubt")
                    .about(Part.TAG, Part.PURGE, Part.REST, Part.LAG, Part.CRASH, Part.SLOW),
            new PlantedBug(
                            "bytes are put back where an image was",
                            "store/MetadataStore.java",
                            ".map(row -> row.key().equals(original) && !row.isBeingPurged())",
                            ".map(row -> true)")
                    .about(Part.PURGE, Part.LOSS),
            new PlantedBug(
                    "a title is written over another",
                    "image/ImageEdit.java",
                    "if (!current.equals(seen)) {",
                    "if (current.equals(\"?\")) {"),
            new PlantedBug(
                            "a refusal without a name is final",
                            "store/aws/AwsFailures.java",
                            "e.statusCode() == 400\n                && AwsErrors.codeOf(e).isEmpty()",
                            "e.statusCode() == 499\n                && AwsErrors.codeOf(e).isEmpty()")
                    .about(Part.BAN),
            new PlantedBug(
                            "why a transaction is canceled is not looked at",
                            "store/aws/AwsFailures.java",
                            "!NO_TROUBLE.contains(reason.code()))",
                            "reason.code().isEmpty())")
                    .about(Part.TRASH, Part.RESTORE, Part.CANCELED),
            new PlantedBug(
                            "children of a shard are not followed",
                            "store/aws/DynamoFeed.java",
                            "                places = withChildren(places);\n",
                            "")
                    .about(Part.TAG, Part.SPLIT),
            new PlantedBug(
                            "a stream that was trimmed is followed on",
                            "store/aws/DynamoFeed.java",
                            "} catch (TrimmedDataAccessException | ResourceNotFoundException e) {",
                            "} catch (ResourceNotFoundException e) {")
                    .about(Part.TAG, Part.FORGOTTEN),
            new PlantedBug(
                            "an absence of a day is taken for short",
                            "service/mirror/MirrorReading.java",
                            "                && !isTooOld\n",
                            "")
                    .about(Part.TAG, Part.SUSPEND, Part.OTHER_PROGRAM),
            new PlantedBug(
                            "who slept for more than a day follows on",
                            "service/mirror/FeedFollower.java",
                            "if (looked.isBefore(before.minus(REACHES_BACK)) || ",
                            "if (")
                    .about(Part.TAG, Part.SUSPEND, Part.PARTIAL),
            new PlantedBug(
                    "bytes that are there are written over",
                    "store/aws/S3ObjectStore.java",
                    "            request.ifNoneMatch(\"*\");\n        } else if",
                    "            request.tagging(\"\");\n        } else if"),
            new PlantedBug(
                    "an image in the trash stays in the library",
                    "store/aws/DynamoMetadataStore.java",
                    "move(settings.table(), row, settings.trashTable(), trashed, kept);",
                    "dynamo.putItem(put -> put.tableName(settings.trashTable()).item(trashed));"),
            new PlantedBug(
                            "an image that is moved leaves its bytes behind",
                            "service/move/MovedBytes.java",
                            "            objects.delete(aside);\n        }\n    }\n\n    private void putBackIfThere",
                            "            objects.move(aside, place);\n        }\n    }\n\n    private void putBackIfThere")
                    .about(Part.MOVE),
            new PlantedBug(
                            "a cut move is forgotten",
                            "service/move/Moves.java",
                            ".anyMatch(MoveJournal::hasLeft)) {\n            finishing.start();",
                            ".anyMatch(path -> path == null)) {\n            finishing.start();")
                    .about(Part.MOVE, Part.CRASH),
            new PlantedBug(
                            "bytes that vanish end a move",
                            "service/move/MovedBytes.java",
                            "catch (ImageException.NotFound _) { // somebody else removes it, before",
                            "catch (java.util.EmptyStackException _) { // somebody else removes it, before")
                    .about(Part.MOVE, Part.SLOW),
            new PlantedBug(
                            "an own write is hidden until it can be read",
                            "service/mirror/Mirror.java",
                            "                    toCatalog.accept(written);\n                }\n                return written;",
                            "                }\n                return written;")
                    .about(Part.TAG, Part.ASIDE, Part.BAN, Part.SLOW),
            new PlantedBug(
                    "a search does not wait for what was written",
                    "service/LiveCatalog.java",
                    "if (behind || feed.isFailing()) {",
                    "if (feed.isFailing()) {"),
            new PlantedBug(
                    "what changed as the index was read is not searched",
                    "catalog/CatalogReader.java",
                    "long last = ChangeLog.last(connection);\n            if (last == before.sequence()) {",
                    "long last = ChangeLog.last(connection);\n            if (last <= before.sequence() + 1) {"),
            new PlantedBug(
                            "a move does not look at the row before it removes bytes",
                            "service/move/MovedBytes.java",
                            "if (home.equals(place) || objects.find(home).isEmpty()) {",
                            "if (home.path().isEmpty()) {")
                    .about(Part.MOVE, Part.SLOW),
            new PlantedBug(
                    "a queue asks nobody again",
                    "service/upload/journal/ItemCommands.java",
                    "ended_at = 0 WHERE state = 'FAILED' AND dismissed = 0",
                    "ended_at = 0 WHERE state = 'NEVER' AND dismissed = 0"),
            new PlantedBug(
                    "many edits tell those that failed as done",
                    "service/edit/BulkEdits.java",
                    "                noteFailure(id, ImageException.of(e));",
                    "                noteChange(changing.of(id, at));"),
            new PlantedBug(
                    "a repair takes young bytes for nobody's",
                    "service/repair/DoctorContext.java",
                    "Duration.ofDays(1)",
                    "Duration.ZERO"),
            new PlantedBug(
                            "an album that is there is made",
                            "service/album/Albums.java",
                            "            files.create(made);",
                            "            files.change(album, _ -> made);")
                    .about(Part.ALBUM),
            new PlantedBug(
                            "who is overtaken at an album is told that it is done",
                            "service/album/AlbumFiles.java",
                            "                return read(album, new Document(content, \"\"));\n            } catch (ImageException.Conflict e) {\n",
                            "                return read(album, new Document(content, \"\"));\n            } catch (ImageException.Conflict e) {\n"
                                    + "                if (content.length > 0) {\n                    return after;\n                }\n")
                    .about(Part.ALBUM),
            new PlantedBug(
                            "what an album says is written over another",
                            "service/album/Albums.java",
                            "if (isMeant && !there.equals(text.apply(seen)) && !there.equals(after)) {",
                            "if (there.equals(\"?\")) {")
                    .about(Part.ALBUM),
            new PlantedBug(
                            "a page that is taken back leaves its copies",
                            "service/share/PageRemoval.java",
                            ".filter(key -> !key.equals(index) && !key.equals(manifest))",
                            ".filter(key -> key.path().isEmpty())")
                    .about(Part.PAGE),
            new PlantedBug(
                            "a page that opens as it is taken back stays",
                            "service/share/PageRemoval.java",
                            "if (failed.isEmpty() && !parts.contains(SharedPage.index(id))) {",
                            "if (!failed.isEmpty() && parts.isEmpty()) {")
                    .about(Part.PAGE, Part.SLOW),
            new PlantedBug(
                            "a page shows what is deleted as it is made",
                            "service/share/PageCopies.java",
                            "if (objects.find(image.readKey()).isEmpty()) {",
                            "if (image.imageId().isEmpty()) {")
                    .about(Part.PAGE, Part.PURGE, Part.SLOW),
            new PlantedBug(
                            "copies that are made as an image is deleted stay",
                            "service/ImageService.java",
                            "        removal.removeLaterCopies(Set.copyOf(outcome.done()));\n",
                            "")
                    .about(Part.PAGE, Part.PURGE, Part.SLOW),
            new PlantedBug(
                            "a moment is written over another",
                            "image/ImageEdit.java",
                            "merged(before.takenAt(), corrected.takenAt(), current.takenAt(), ImageException.Conflict::ofImage),",
                            "corrected.takenAt(),")
                    .about(Part.CORRECT),
            new PlantedBug(
                            "what the camera said is forgotten",
                            "image/Correction.java",
                            "Optional<LocalDateTime> camera = cameraTime(facts).filter(Correction::isReadable);",
                            "Optional<LocalDateTime> camera = facts.takenAt().filter(Correction::isReadable);")
                    .about(Part.CORRECT),
            new PlantedBug(
                            "a copy that stays forgets the tags of the others",
                            "service/similar/LookAlikeMerge.java",
                            "        others.forEach(other -> tags.addAll(other.tags()));\n",
                            "")
                    .about(Part.MERGE, Part.TAG),
            new PlantedBug(
                            "a reading of bytes marks the row as changed",
                            "store/aws/DynamoMetadataStore.java",
                            "current -> current.withFacts(current.facts().or(more)),",
                            "current -> current.withFacts(current.facts().or(more)).withCaption(current.caption(), current.changedAt(dev.vitrine.world.World.here().now())),")
                    .about(Part.FILL, Part.OTHER_PROGRAM),
            new PlantedBug(
                            "a branch that is renamed loses what is in it",
                            "service/edit/TagEdits.java",
                            ".map(requested -> TagPath.renamed(tag, requested, name))",
                            ".map(requested -> name)")
                    .about(Part.RETAG, Part.TAG),
            new PlantedBug(
                            "keys are written side by side",
                            "ui/actions/EditQueue.java",
                            "writing = !batch.isEmpty();",
                            "writing = false;")
                    .about(Part.FLAG),
            new PlantedBug(
                            "keys that come meanwhile wait for ever",
                            "ui/actions/EditQueue.java",
                            "for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {",
                            "for (List<Request> batch = next(); !batch.isEmpty(); batch = List.of()) {")
                    .about(Part.FLAG),
            new PlantedBug(
                            "an upload that is adopted forgets what was typed",
                            "service/AdoptedRow.java",
                            "return row.facts().originalName().isEmpty() && row.deletedAt().isEmpty();",
                            "return row.facts().originalName().isEmpty() && row.deletedAt().isPresent();")
                    .about(Part.ADOPT, Part.CRASH, Part.SLOW),
            new PlantedBug(
                            "folders are watched no more after a start",
                            "service/upload/watch/FolderWatches.java",
                            "journal.all().forEach(this::watch);",
                            "journal.all().forEach(each -> {});")
                    .about(Part.WATCH, Part.REOPEN),
            new PlantedBug(
                            "a library that was closed looks on",
                            "service/mirror/MirrorSync.java",
                            "        closed = true;\n        thread.interrupt();\n        Threads.awaitEnd(thread);",
                            "        boolean _ = Threads.awaitEnd(thread, Duration.ZERO);")
                    .about(Part.VISIT),
            new PlantedBug(
                            "a file that is still written is taken out of a folder",
                            "service/upload/watch/WatchScan.java",
                            "if (quiet < calm.usual().toNanos()) {",
                            "if (quiet < 0) {")
                    .about(Part.WATCH),
            new PlantedBug(
                            "an album that is renamed loses its cover",
                            "service/album/Albums.java",
                            ".withCover(merged(base.cover(), copied.cover(), from.cover()))",
                            ".withCover(\"\")")
                    .about(Part.ALBUM),
            new PlantedBug(
                            "a purge leaves the previews",
                            "service/Removal.java",
                            "        previews.delete(image.imageId());\n",
                            "")
                    .about(Part.PURGE));

    PlantedBug(String name, String file, String from, String to) {
        this(name, file, from, to, Set.of());
    }

    private PlantedBug about(Part... parts) {
        return new PlantedBug(name, file, from, to, Set.of(parts));
    }
}

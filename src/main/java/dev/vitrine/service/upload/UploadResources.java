package dev.vitrine.service.upload;

import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.source.PastedFiles;

/// What the tasks of one queue share.
record UploadResources(
        ImageService library,
        ItemJournal journal,
        UploadPace pace,
        Outage outage,
        PastedFiles pasted,
        Snapshots snapshots) {}

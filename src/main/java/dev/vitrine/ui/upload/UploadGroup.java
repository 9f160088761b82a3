package dev.vitrine.ui.upload;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadSnapshot.FailedFiles;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Lines of the upload list that belong together: what needs a person first, what is done last.
///
/// @param cause what went wrong, [Cause#NONE] where nothing did
record UploadGroup(GroupKind kind, Cause cause, int files) {
    enum GroupKind {
        TROUBLE(EnumSet.of(UploadState.FAILED, UploadState.REFUSED)),
        RUNNING(EnumSet.of(UploadState.HASHING, UploadState.SENDING)),
        WAITING(EnumSet.of(UploadState.WAITING)),
        FINISHED(EnumSet.of(UploadState.DONE, UploadState.DUPLICATE, UploadState.CANCELLED));

        private final Set<UploadState> states;

        GroupKind(Set<UploadState> states) {
            this.states = states;
        }

        Set<UploadState> states() {
            return states;
        }
    }

    /// The groups that have lines.
    static List<UploadGroup> of(UploadSnapshot snapshot) {
        var groups = new ArrayList<UploadGroup>();
        for (FailedFiles trouble : snapshot.troubles()) {
            groups.add(new UploadGroup(GroupKind.TROUBLE, trouble.cause(), (int) trouble.files()));
        }
        for (GroupKind kind : EnumSet.of(GroupKind.RUNNING, GroupKind.WAITING, GroupKind.FINISHED)) {
            long files =
                    kind.states().stream().mapToLong(snapshot.totals()::files).sum();
            groups.add(new UploadGroup(kind, Cause.NONE, (int) files));
        }
        return groups.stream().filter(group -> group.files() > 0).toList();
    }

    /// True when a person has to look at it: that something is no image is none of their troubles.
    boolean isProblem() {
        return kind == GroupKind.TROUBLE && cause != Cause.NOT_AN_IMAGE;
    }
}

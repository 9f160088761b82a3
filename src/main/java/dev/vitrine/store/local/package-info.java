/// Bytes of a library as files in a folder on this machine.
///
/// Beside `store.aws`, below `service`. The folder has the very layout of a bucket, so that either can be copied into
/// the other: `aws s3 sync objects/ s3://bucket --exclude ".vitrine/incoming/*"`.
@NullMarked
package dev.vitrine.store.local;

import org.jspecify.annotations.NullMarked;
